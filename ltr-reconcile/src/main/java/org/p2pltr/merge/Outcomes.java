package org.p2pltr.merge;

import org.p2pltr.diff.Clusters;
import org.p2pltr.merge.Region.Outcome;
import org.p2pltr.text.Text;

/** What becomes of a passage that both sides changed: rules 2, 3 and 4 of reconciliation.md. */
final class Outcomes {
    private Outcomes() {}

    static Outcome of(Text base, Text theirs, Text mine) {
        if (theirs.equals(mine)) return Outcome.AGREED;
        if (sameWords(mine, base) || sameWords(mine, theirs)) return Outcome.AGREED;
        if (sameWords(theirs, base)) return Outcome.MINE_REPLACES;
        if (mine.isEmpty()) return Outcome.THEIR_EDIT_KEPT;
        if (theirs.isEmpty()) return Outcome.MY_EDIT_KEPT;
        return Outcome.BOTH;
    }

    /**
     * Of two insertions at one place: if one is the start or the end of the other, the longer once.
     * Who saves, goes back, writes on and saves again did not write the first sentence twice.
     */
    static Outcome ofInsertions(Text theirs, Text mine) {
        Outcome outcome = of(Text.EMPTY, theirs, mine);
        if (outcome != Outcome.BOTH) return outcome;
        if (goesOnFrom(mine.string(), theirs.string())) return Outcome.MINE_REPLACES;
        return goesOnFrom(theirs.string(), mine.string()) ? Outcome.AGREED : outcome;
    }

    /** True if the longer begins or ends with all words of the shorter, none of them torn. */
    private static boolean goesOnFrom(String longer, String shorter) {
        int rest = longer.length() - shorter.length();
        return (longer.startsWith(shorter) && !Clusters.isInWord(longer, shorter.length()))
                || (longer.endsWith(shorter) && !Clusters.isInWord(longer, rest));
    }

    /**
     * True if the two differ in white space only: what re-wrapping changes. Ends at the first other
     * difference, so that it costs little however long the passage is.
     */
    private static boolean sameWords(Text a, Text b) {
        int i = wordsFrom(a, 0);
        int j = wordsFrom(b, 0);
        while (i < a.length() && j < b.length()) {
            boolean blank = Character.isWhitespace(a.charAt(i));
            if (blank != Character.isWhitespace(b.charAt(j))) return false;
            if (!blank && a.charAt(i) != b.charAt(j)) return false;
            i = blank ? wordsFrom(a, i) : i + 1;
            j = blank ? wordsFrom(b, j) : j + 1;
        }
        return wordsFrom(a, i) == a.length() && wordsFrom(b, j) == b.length();
    }

    private static int wordsFrom(Text text, int position) {
        int next = position;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) next++;
        return next;
    }
}
