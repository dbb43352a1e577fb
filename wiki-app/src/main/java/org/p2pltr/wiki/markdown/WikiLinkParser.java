package org.p2pltr.wiki.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.PostProcessor;

/**
 * Finds links between pages in the text that CommonMark left as text: code, addresses and other
 * links are never touched.
 */
final class WikiLinkParser implements PostProcessor {
    static final Pattern LINK = Pattern.compile("\\[\\[([^\\[\\]\n]{1,600})]]");

    @Override
    public Node process(Node document) {
        document.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(Text text) {
                        replaceIn(joined(text));
                    }

                    @Override
                    public void visit(Link link) {
                        // A link within a link is not to be had in HTML.
                    }
                });
        return document;
    }

    /**
     * The text with all that follows it at once: the parser leaves each bracket as a node of its
     * own.
     */
    private static Text joined(Text first) {
        StringBuilder literal = new StringBuilder(first.getLiteral());
        while (first.getNext() instanceof Text next) {
            literal.append(next.getLiteral());
            next.unlink();
        }
        first.setLiteral(literal.toString());
        return first;
    }

    private static void replaceIn(Text text) {
        Matcher links = LINK.matcher(text.getLiteral());
        List<Node> parts = new ArrayList<>();
        int end = 0;
        while (links.find()) {
            if (links.group(1).isBlank()) continue;
            parts.add(new Text(text.getLiteral().substring(end, links.start())));
            parts.add(link(links.group(1)));
            end = links.end();
        }
        if (parts.isEmpty()) return;
        parts.forEach(text::insertBefore);
        text.setLiteral(text.getLiteral().substring(end));
    }

    private static WikiLink link(String inside) {
        int bar = inside.indexOf('|');
        String target = (bar < 0 ? inside : inside.substring(0, bar)).strip();
        String label = bar < 0 ? "" : inside.substring(bar + 1).strip();
        int sign = target.indexOf('#');
        String page = sign < 0 ? target : target.substring(0, sign).strip();
        String section = sign < 0 ? "" : target.substring(sign + 1).strip();
        return new WikiLink(page, section, label.isEmpty() ? target : label);
    }
}
