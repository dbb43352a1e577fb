package org.p2pltr.text;

import java.util.Arrays;
import java.util.List;

/**
 * Where the positions of a change's old text are in its new one, for cursors and marks: made once,
 * then each is found in logarithmic time. Source: reconciliation.md, "Change".
 */
public final class Positions {
    private final int lengthBefore;

    /** The hunks' ranges in the old text. */
    private final int[] starts;

    private final int[] ends;

    /** The hunks' ranges in the new text. */
    private final int[] newStarts;

    private final int[] newEnds;

    /** Of this change's old text. */
    public Positions(Change change) {
        List<Hunk> hunks = change.hunks();
        this.lengthBefore = change.lengthBefore();
        this.starts = new int[hunks.size()];
        this.ends = new int[hunks.size()];
        this.newStarts = new int[hunks.size()];
        this.newEnds = new int[hunks.size()];
        int shift = 0;
        for (int i = 0; i < hunks.size(); i++) {
            Hunk hunk = hunks.get(i);
            starts[i] = hunk.start();
            ends[i] = hunk.end();
            newStarts[i] = hunk.start() + shift;
            newEnds[i] = newStarts[i] + hunk.inserted().length();
            shift += hunk.inserted().length() - hunk.deleted();
        }
    }

    /**
     * Where a position of the old text is in the new one. A position inside replaced text goes to
     * the start or the end of what replaces it.
     *
     * @throws IllegalArgumentException if the position is outside the old text
     */
    public int after(int position, Bias bias) {
        if (position < 0 || position > lengthBefore) {
            throw new IllegalArgumentException(
                    "position " + position + " must lie between 0 and " + lengthBefore);
        }
        int hunk = lastStartingAt(position);
        if (hunk < 0) return position;
        if (position == starts[hunk] || position < ends[hunk])
            return bias == Bias.BEFORE ? newStarts[hunk] : newEnds[hunk];
        return position - ends[hunk] + newEnds[hunk];
    }

    /** The last hunk that starts at the position or before; -1 if none does. */
    private int lastStartingAt(int position) {
        int found = Arrays.binarySearch(starts, position);
        return found >= 0 ? found : -found - 2;
    }
}
