package org.p2pltr.logpeer;

import org.p2pltr.entry.Timestamp;

/** Timestamps from the first (included, 1 at least) to the last (included, 2^53 at most). */
public record TsRange(Timestamp first, Timestamp last) {
    public TsRange {
        if (first.value() < 1 || last.isBefore(first) || last.value() > 1L << 53)
            throw new IllegalArgumentException("no timestamps from " + first + " to " + last);
    }

    /** True if the timestamp is one of them. */
    public boolean contains(Timestamp ts) {
        return !ts.isBefore(first) && !last.isBefore(ts);
    }

    @Override
    public String toString() {
        return first.equals(last) ? first.toString() : first + "–" + last;
    }
}
