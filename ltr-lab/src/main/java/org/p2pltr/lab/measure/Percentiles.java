package org.p2pltr.lab.measure;

import java.util.Arrays;

/** Figures about a set of durations in nanoseconds. */
public final class Percentiles {
    private final long[] sorted;

    /** Of these durations, in any order. */
    public Percentiles(long[] nanoseconds) {
        sorted = nanoseconds.clone();
        Arrays.sort(sorted);
    }

    /**
     * The duration that a share (0 to 1) of all does not exceed, in milliseconds; 0 if there are
     * none.
     */
    public double milliseconds(double share) {
        if (sorted.length == 0) return 0;
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)] / 1e6;
    }

    /** Such as "p50 12.3 ms, p99 45.6 ms, max 78.9 ms". */
    public String line() {
        return String.format(
                "p50 %.1f ms, p99 %.1f ms, max %.1f ms",
                milliseconds(0.5), milliseconds(0.99), milliseconds(1));
    }
}
