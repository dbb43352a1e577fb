package org.p2pltr.wiki.page;

import java.util.HashMap;
import java.util.Map;
import org.p2pltr.wiki.markdown.PageLinks;

/** What the renderer asks about other pages, each asked once. */
final class KnownPages implements PageLinks {
    private final PageNaming naming;
    private final Map<String, Boolean> asked = new HashMap<>();

    KnownPages(PageNaming naming) {
        this.naming = naming;
    }

    @Override
    public boolean exists(String page) {
        return asked.computeIfAbsent(page, this::look);
    }

    @Override
    public String addressOf(String page) {
        return PageAddress.of(page);
    }

    private boolean look(String page) {
        try {
            return naming.isThere(page);
        } catch (IllegalArgumentException notAName) {
            return false;
        }
    }
}
