package org.p2pltr.wiki.page;

import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/** Where a page is read. */
public final class PageAddress {
    private PageAddress() {}

    /** The path of a page on this site; {@code /} within a name is written {@code %2F}. */
    public static String of(String name) {
        return "/wiki/" + UriUtils.encode(name, StandardCharsets.UTF_8);
    }
}
