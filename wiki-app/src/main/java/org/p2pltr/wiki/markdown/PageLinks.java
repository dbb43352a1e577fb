package org.p2pltr.wiki.markdown;

/** What the renderer asks about other pages. */
public interface PageLinks {
    /** True if there is such a page now. */
    boolean exists(String page);

    /** Where a page is read, as a path on this site. */
    String addressOf(String page);
}
