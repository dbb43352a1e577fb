package org.p2pltr.merge;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.diff.Clusters;
import org.p2pltr.text.Hunk;
import org.p2pltr.text.Text;

/**
 * The whole words of the base text that one or more neighbouring hunks of one side touch: what
 * "changed the same words" is decided by.
 */
record Span(int start, int end, List<Hunk> hunks) {

    /** One side's hunks, each widened to whole words, joined where they meet in a word. */
    static List<Span> of(Text base, List<Hunk> hunks) {
        List<Span> spans = new ArrayList<>();
        for (Hunk hunk : hunks) {
            Span span =
                    new Span(
                            wordStart(base.string(), hunk),
                            wordEnd(base.string(), hunk),
                            List.of(hunk));
            if (!spans.isEmpty() && spans.getLast().end > span.start) {
                span = spans.removeLast().joined(span);
            }
            spans.add(span);
        }
        return spans;
    }

    /** True if both changed the same units, or inserted at the same place. */
    boolean overlaps(Span other) {
        if (start == end && other.start == other.end) return start == other.start;
        return start < other.end && other.start < end;
    }

    private Span joined(Span next) {
        List<Hunk> all = new ArrayList<>(hunks);
        all.addAll(next.hunks);
        return new Span(Math.min(start, next.start), Math.max(end, next.end), all);
    }

    private static int wordStart(String base, Hunk hunk) {
        int start = hunk.start();
        if (start == 0) return 0;
        boolean tears = Clusters.isInWord(base, start);
        boolean lengthens = Clusters.joins(base.codePointBefore(start), firstBehind(base, hunk));
        if (!tears && !lengthens) return start;
        while (start > 0 && Clusters.isWordPart(base.codePointBefore(start))) {
            start -= Character.charCount(base.codePointBefore(start));
        }
        return start;
    }

    private static int wordEnd(String base, Hunk hunk) {
        int end = hunk.end();
        if (end == base.length()) return end;
        boolean tears = Clusters.isInWord(base, end);
        boolean lengthens = Clusters.joins(lastBefore(base, hunk), base.codePointAt(end));
        if (!tears && !lengthens) return end;
        while (end < base.length() && Clusters.isWordPart(base.codePointAt(end))) {
            end += Character.charCount(base.codePointAt(end));
        }
        return end;
    }

    /**
     * What stands behind the hunk's start once it is applied; a line feed at the end of the text.
     */
    private static int firstBehind(String base, Hunk hunk) {
        if (!hunk.inserted().isEmpty()) return hunk.inserted().string().codePointAt(0);
        return hunk.end() < base.length() ? base.codePointAt(hunk.end()) : '\n';
    }

    private static int lastBefore(String base, Hunk hunk) {
        if (!hunk.inserted().isEmpty())
            return hunk.inserted().string().codePointBefore(hunk.inserted().length());
        return hunk.start() > 0 ? base.codePointBefore(hunk.start()) : '\n';
    }
}
