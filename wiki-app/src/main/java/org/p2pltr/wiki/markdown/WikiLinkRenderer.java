package org.p2pltr.wiki.markdown;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Writes links between pages; those to missing pages are red and say so. */
final class WikiLinkRenderer implements NodeRenderer {
    private final HtmlWriter html;
    private final PageLinks links;

    WikiLinkRenderer(HtmlNodeRendererContext context, PageLinks links) {
        this.html = context.getWriter();
        this.links = links;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(WikiLink.class);
    }

    @Override
    public void render(Node node) {
        WikiLink link = (WikiLink) node;
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("href", address(link));
        if (!link.page().isEmpty() && !links.exists(link.page())) {
            attributes.put("class", "red");
            attributes.put("title", "This page does not exist yet");
        }
        html.tag("a", attributes);
        html.text(link.label());
        html.tag("/a");
    }

    private String address(WikiLink link) {
        String anchor = link.section().isEmpty() ? "" : "#" + Headings.anchorOf(link.section());
        return link.page().isEmpty() ? anchor : links.addressOf(link.page()) + anchor;
    }
}
