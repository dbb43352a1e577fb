package org.p2pltr.wiki.markdown;

import org.commonmark.node.CustomNode;

/** A link to another page: {@code [[Page]]}, {@code [[Page|label]]}, {@code [[Page#section]]}. */
final class WikiLink extends CustomNode {
    private final String page;
    private final String section;
    private final String label;

    /**
     * @param section without the sign, empty for none
     */
    WikiLink(String page, String section, String label) {
        this.page = page;
        this.section = section;
        this.label = label;
    }

    String page() {
        return page;
    }

    String section() {
        return section;
    }

    String label() {
        return label;
    }
}
