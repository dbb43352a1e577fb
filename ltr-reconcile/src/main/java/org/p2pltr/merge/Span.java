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

    /**
     * One side's hunks, each widened to whole words, joined where they meet in a word. A hunk also
     * takes in what the other side replaced right beside it, if the two together would make one
     * word of what nobody wrote as one.
     */
    static List<Span> of(Text base, List<Hunk> hunks, List<Hunk> others) {
        List<Span> spans = new ArrayList<>();
        WordAround around = new WordAround(base.string());
        int near = 0;
        for (Hunk hunk : hunks) {
            while (near < others.size() && others.get(near).end() < hunk.start()) near++;
            Span span =
                    new Span(
                                    wordStart(base.string(), hunk, around),
                                    wordEnd(base.string(), hunk, around),
                                    List.of(hunk))
                            .withJoining(base.string(), others.subList(near, others.size()));
            if (!spans.isEmpty() && spans.getLast().end > span.start) {
                span = spans.removeLast().joined(span);
            }
            spans.add(span);
        }
        return spans;
    }

    /** True if something is inserted between two words and nothing else. */
    boolean isPlace() {
        return start == end;
    }

    /** True if both changed the same units, or inserted at the same place. */
    boolean overlaps(Span other) {
        if (isPlace() && other.isPlace()) return start == other.start;
        return start < other.end && other.start < end;
    }

    private Span withJoining(String base, List<Hunk> others) {
        Hunk hunk = hunks.getFirst();
        Span wider = this;
        for (Hunk other : others) {
            if (other.start() > hunk.end()) break;
            boolean before = other.end() == hunk.start() && meetInWord(base, other, hunk);
            boolean behind = other.start() == hunk.end() && meetInWord(base, hunk, other);
            if (other.deleted() > 0 && (before || behind)) wider = wider.over(other);
        }
        return wider;
    }

    /** True if the second, right behind the first, goes on with its word once both are applied. */
    private static boolean meetInWord(String base, Hunk first, Hunk second) {
        return Clusters.joins(lastBefore(base, first), firstBehind(base, second));
    }

    private Span over(Hunk other) {
        return new Span(Math.min(start, other.start()), Math.max(end, other.end()), hunks);
    }

    private Span joined(Span next) {
        // A joined span's list is nobody else's: thousands of hunks of one word go into one list.
        List<Hunk> all = hunks instanceof ArrayList<Hunk> ? hunks : new ArrayList<>(hunks);
        all.addAll(next.hunks);
        return new Span(Math.min(start, next.start), Math.max(end, next.end), all);
    }

    private static int wordStart(String base, Hunk hunk, WordAround around) {
        int start = hunk.start();
        if (start == 0) return 0;
        boolean tears = Clusters.isInWord(base, start);
        boolean lengthens = Clusters.joins(base.codePointBefore(start), firstBehind(base, hunk));
        return tears || lengthens ? around.start(start) : start;
    }

    private static int wordEnd(String base, Hunk hunk, WordAround around) {
        int end = hunk.end();
        if (end == base.length()) return end;
        boolean tears = Clusters.isInWord(base, end);
        boolean lengthens = Clusters.joins(lastBefore(base, hunk), base.codePointAt(end));
        return tears || lengthens ? around.end(end) : end;
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
