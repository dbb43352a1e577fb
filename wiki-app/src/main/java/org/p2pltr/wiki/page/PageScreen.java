package org.p2pltr.wiki.page;

import java.util.List;
import org.p2pltr.peer.PageView;
import org.p2pltr.wiki.markdown.Rendered;
import org.p2pltr.wiki.markdown.Section;
import org.p2pltr.wiki.web.Times;

/** A page as the reading screen shows it. */
record PageScreen(
        String name,
        String title,
        String address,
        String link,
        long ts,
        boolean current,
        boolean deleted,
        String html,
        List<Section> sections,
        List<String> tags,
        String lastChanged,
        String chainHash,
        StateView state,
        List<ConflictView> conflicts) {

    static PageScreen of(PageView page, Rendered rendered, StateView state, boolean current) {
        return new PageScreen(
                page.name(),
                page.title(),
                PageAddress.of(page.name()),
                PageAddress.of(page),
                page.ts(),
                current,
                page.deleted(),
                rendered.html(),
                rendered.sections(),
                page.tags(),
                "Last changed by " + page.updatedBy() + ", " + Times.of(page.updatedAt()),
                StateView.brief(page.chainHash()),
                state,
                ConflictView.of(page));
    }
}
