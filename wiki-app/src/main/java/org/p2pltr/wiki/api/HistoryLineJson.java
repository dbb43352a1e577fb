package org.p2pltr.wiki.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.p2pltr.peer.HistoryLine;

/** A patch in a page's history; {@code ts} and {@code chainHash} are null for a tentative one. */
record HistoryLineJson(
        @Nullable Long ts,
        String patchId,
        String author,
        String authorPeer,
        Instant time,
        String comment,
        @Nullable String chainHash) {
    static HistoryLineJson of(HistoryLine line) {
        boolean tentative = line.ts() == HistoryLine.TENTATIVE;
        return new HistoryLineJson(
                tentative ? null : line.ts(),
                line.patchId(),
                line.author(),
                line.authorPeer(),
                line.time(),
                line.comment(),
                tentative ? null : line.chainHash());
    }
}
