package org.p2pltr.merge;

import org.p2pltr.text.Text;

/**
 * A range of the base text that both sides changed, and what becomes of it.
 *
 * @param wholeLines the region starts and ends where lines do
 * @param claimsStart my side changes something right behind {@code start}, so what it inserts there
 *     belongs in here, not before
 * @param claimsEnd my side changes something right before {@code end}, so what it inserts there
 *     belongs in here, not behind
 */
record Region(
        int start,
        int end,
        Text base,
        Text theirs,
        Text mine,
        Outcome outcome,
        boolean wholeLines,
        boolean claimsStart,
        boolean claimsEnd) {

    /** What the merged text has in place of the region. */
    enum Outcome {
        /** Both did the same, or mine adds nothing: theirs. */
        AGREED(false),
        /** Theirs changed white space only: mine. */
        MINE_REPLACES(false),
        /** I deleted what they edited: theirs, and it is said. */
        THEIR_EDIT_KEPT(true),
        /** They deleted what I edited: mine, and it is said. */
        MY_EDIT_KEPT(true),
        /** Theirs, and mine right behind it, and it is said. */
        BOTH(true);

        private final boolean conflict;

        Outcome(boolean conflict) {
            this.conflict = conflict;
        }

        boolean isConflict() {
            return conflict;
        }

        boolean keepsTheirs() {
            return switch (this) {
                case AGREED, THEIR_EDIT_KEPT, BOTH -> true;
                case MINE_REPLACES, MY_EDIT_KEPT -> false;
            };
        }

        boolean keepsMine() {
            return switch (this) {
                case AGREED, THEIR_EDIT_KEPT -> false;
                case MINE_REPLACES, MY_EDIT_KEPT, BOTH -> true;
            };
        }
    }

    /** What must stand between theirs and my copy behind it. */
    String separator() {
        if (outcome != Outcome.BOTH || theirs.isEmpty() || mine.isEmpty()) return "";
        if (Character.isWhitespace(theirs.charAt(theirs.length() - 1))
                || Character.isWhitespace(mine.charAt(0))) {
            return "";
        }
        return wholeLines ? "\n" : " ";
    }
}
