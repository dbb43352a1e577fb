package org.p2pltr.peer;

/** The words about {@code ./ltr restore}, wherever a peer stops and it helps. */
final class Restoring {
    private Restoring() {}

    static String advice(Throwable why, PeerSettings settings) {
        return "%s; it must not take part any more. './ltr restore ltr.data-dir=%s' makes it a new peer that keeps its pages, the saves that wait, its drafts and its network"
                .formatted(why.getMessage(), settings.dataDirectory());
    }
}
