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

/**
 * The headings of one page and their anchors, each anchor once. The page's title is its only
 * heading of the first level: where a text has others, all its headings go down by one.
 */
final class Headings extends AbstractVisitor {
    private static final int LOWEST = 6;

    private final List<Section> sections = new ArrayList<>();
    private final Map<Node, String> anchors = new HashMap<>();
    private final Map<String, Integer> used = new HashMap<>();
    private final int down;

    private Headings(int down) {
        this.down = down;
    }

    /** Visits a whole text, and sets the levels of its headings as they are to be shown. */
    static Headings of(Node document) {
        Highest highest = new Highest();
        document.accept(highest);
        Headings headings = new Headings(highest.level == 1 ? 1 : 0);
        document.accept(headings);
        return headings;
    }

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
        heading.setLevel(Math.min(LOWEST, heading.getLevel() + down));
        sections.add(new Section(heading.getLevel(), words.toString(), unique));
        visitChildren(heading);
    }

    private static final class Highest extends AbstractVisitor {
        private int level = LOWEST;

        @Override
        public void visit(Heading heading) {
            level = Math.min(level, heading.getLevel());
        }
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
