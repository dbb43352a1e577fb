package org.p2pltr.wiki.notice;

/** One line of {@code GET /api/v1/events}. Source: wiki.md, "REST API". */
sealed interface LiveEvent {
    /** The name of the event in the stream. */
    default String kind() {
        return switch (this) {
            case Page _ -> "page";
            case Kept _ -> "receipt";
            case Sync _ -> "sync";
            case Peers _ -> "peers";
            case Changes _ -> "changes";
            case Missed _ -> "missed";
        };
    }

    /** A page's local view, head or state changed. */
    record Page(String name, long ts, int tentative) implements LiveEvent {}

    /** So many of the places of the P2P-Log keep a patch of this peer. */
    record Kept(String name, long ts, int kept, int places) implements LiveEvent {}

    /** Working offline or online, and how many saves wait over all pages. */
    record Sync(boolean online, int pending) implements LiveEvent {}

    /** A peer came, went or fell silent. */
    record Peers() implements LiveEvent {}

    /** Recent changes and the count of open conflicts have moved on. */
    record Changes() implements LiveEvent {}

    /** More happened than this reader could take: ask for everything anew. */
    record Missed() implements LiveEvent {}
}
