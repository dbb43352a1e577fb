package org.p2pltr.wiki.page;

import java.nio.charset.StandardCharsets;
import org.p2pltr.peer.PageView;
import org.springframework.web.util.UriUtils;

/** Where a page is read. */
public final class PageAddress {
    /** Asks for the page with this key, whatever is called so now. */
    static final String EXACT = "key";

    private PageAddress() {}

    /** Where this page is read. */
    public static String of(PageView page) {
        return of(page.name(), page.title());
    }

    /** Where a page is read, which need not be called like its key any more. */
    public static String of(String name, String title) {
        return title.equals(name) ? of(name) : of(name) + "?" + EXACT;
    }

    /** The path of a page on this site; {@code /} within a name is written {@code %2F}. */
    public static String of(String name) {
        return "/wiki/" + UriUtils.encode(name, StandardCharsets.UTF_8);
    }
}
