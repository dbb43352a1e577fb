package org.p2pltr.wiki.page;

import java.util.List;
import org.p2pltr.peer.PageView;
import org.p2pltr.wiki.peer.PageTitle;

/**
 * What a name stands for: first the page with that key as long as its title is the same, then a
 * page by its title, then by its key (a page that was renamed). So a rename never hijacks another
 * page. Source: wiki.md, "organise".
 */
sealed interface Named {
    /** A page, and others that have the same title. */
    record Page(PageView page, List<PageTitle> others) implements Named {
        public Page {
            others = List.copyOf(others);
        }
    }

    /** A page that was called so and has another title now. */
    record Renamed(PageView page) implements Named {}

    /** No page. */
    record Nothing() implements Named {}
}
