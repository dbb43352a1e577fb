package org.p2pltr.merge;

import org.p2pltr.merge.Region.Outcome;
import org.p2pltr.text.Text;

/** What becomes of a passage that both sides changed: rules 2, 3 and 4 of reconciliation.md. */
final class Outcomes {
    private Outcomes() {}

    static Outcome of(Text base, Text theirs, Text mine) {
        if (theirs.equals(mine)) return Outcome.AGREED;
        String baseWords = words(base);
        String theirWords = words(theirs);
        String myWords = words(mine);
        if (myWords.equals(baseWords) || myWords.equals(theirWords)) return Outcome.AGREED;
        if (theirWords.equals(baseWords)) return Outcome.MINE_REPLACES;
        if (mine.isEmpty()) return Outcome.THEIR_EDIT_KEPT;
        if (theirs.isEmpty()) return Outcome.MY_EDIT_KEPT;
        return Outcome.BOTH;
    }

    /** The text with each run of white space as one blank: what stays when somebody re-wraps it. */
    private static String words(Text text) {
        StringBuilder words = new StringBuilder(text.length());
        boolean blankBefore = true;
        for (int i = 0; i < text.length(); i++) {
            boolean blank = Character.isWhitespace(text.charAt(i));
            if (!blank) {
                words.append(text.charAt(i));
            } else if (!blankBefore) {
                words.append(' ');
            }
            blankBefore = blank;
        }
        if (blankBefore && !words.isEmpty()) words.setLength(words.length() - 1);
        return words.toString();
    }
}
