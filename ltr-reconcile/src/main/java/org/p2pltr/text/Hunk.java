package org.p2pltr.text;

/**
 * One place where a change differs from its old text: the units from {@code start} (included) to
 * {@code end} (excluded) are replaced by {@code inserted}. Positions are in the old text. Source:
 * reconciliation.md, "Change".
 */
public record Hunk(int start, int end, Text inserted) {
    /** Refuses a range that runs backwards and a hunk that does nothing. */
    public Hunk {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException(
                    "a hunk must run forwards from 0 or more, is " + start + " to " + end);
        }
        if (start == end && inserted.isEmpty()) {
            throw new IllegalArgumentException(
                    "a hunk must delete or insert something, at " + start);
        }
    }

    /** Number of old units left out. */
    public int deleted() {
        return end - start;
    }
}
