package org.p2pltr.wiki.markdown;

import java.util.List;

/** A page's text as safe HTML, its headings in order, and the names of the pages it links to. */
public record Rendered(String html, List<Section> sections, List<String> linked) {
    public Rendered {
        sections = List.copyOf(sections);
        linked = List.copyOf(linked);
    }
}
