package org.p2pltr.wiki.api;

import java.time.Instant;
import java.util.List;
import org.p2pltr.peer.PageView;
import org.p2pltr.wiki.page.ConflictView;

/** A page's local view. Source: wiki.md, "REST API". */
record PageJson(
        String name,
        String text,
        String revision,
        long ts,
        String chainHash,
        int tentative,
        List<ConflictView> conflicts,
        List<String> tags,
        Instant updatedAt,
        String updatedBy) {

    static PageJson of(PageView page) {
        return new PageJson(
                page.name(),
                page.text(),
                page.revision(),
                page.ts(),
                page.chainHash(),
                page.tentative(),
                ConflictView.of(page),
                page.tags(),
                page.updatedAt(),
                page.updatedBy());
    }
}
