package org.p2pltr.wiki.page;

import java.util.List;
import org.p2pltr.wiki.peer.PageTitle;

/** A page in a list: its title, the name it was made with, and where it is read. */
record PageLink(String title, String name, String address) {
    static List<PageLink> of(List<PageTitle> pages) {
        return pages.stream()
                .map(page ->
                        new PageLink(
                                page.title(),
                                page.name(),
                                PageAddress.of(page.name(), page.title())))
                .toList();
    }
}
