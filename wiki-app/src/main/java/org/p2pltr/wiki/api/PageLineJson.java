package org.p2pltr.wiki.api;

import java.time.Instant;
import org.p2pltr.peer.PageLine;

/** A page in the list of pages. */
record PageLineJson(
        String name,
        String title,
        long ts,
        long newestTs,
        Instant updatedAt,
        String updatedBy,
        int tentative) {
    static PageLineJson of(PageLine line) {
        return new PageLineJson(
                line.name(),
                line.title(),
                line.ts(),
                line.newestTs(),
                line.updatedAt(),
                line.updatedBy(),
                line.tentative());
    }
}
