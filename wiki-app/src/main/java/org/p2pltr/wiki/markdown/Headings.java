package org.p2pltr.wiki.markdown;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** The headings of one page and their anchors, each anchor once. */
final class Headings extends AbstractVisitor {
    private final List<Section> sections = new ArrayList<>();
    private final Map<Node, String> anchors = new HashMap<>();
    private final Map<String, Integer> used = new HashMap<>();

    /**
     * The anchor of a heading's words: lower case, letters and digits, joined by hyphens; never
     * empty.
     */
    static String anchorOf(String words) {
        String anchor =
                words.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}]+", "-")
                        .replaceAll("^-|-$", "");
        return anchor.isEmpty() ? "section" : anchor;
    }

    List<Section> sections() {
        return List.copyOf(sections);
    }

    /** The anchor of a heading that was visited. */
    String anchor(Node heading) {
        return anchors.getOrDefault(heading, "section");
    }

    @Override
    public void visit(Heading heading) {
        StringBuilder words = new StringBuilder();
        heading.accept(new Words(words));
        String anchor = anchorOf(words.toString());
        int times = used.merge(anchor, 1, Integer::sum);
        String unique = times == 1 ? anchor : anchor + "-" + times;
        anchors.put(heading, unique);
        sections.add(new Section(heading.getLevel(), words.toString(), unique));
        visitChildren(heading);
    }

    private static final class Words extends AbstractVisitor {
        private final StringBuilder words;

        Words(StringBuilder words) {
            this.words = words;
        }

        @Override
        public void visit(Text text) {
            words.append(text.getLiteral());
        }

        @Override
        public void visit(Code code) {
            words.append(code.getLiteral());
        }

        @Override
        public void visit(SoftLineBreak softLineBreak) {
            words.append(' ');
        }
    }
}
