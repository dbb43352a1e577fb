package org.p2pltr.lab.measure;

/** How long something took, for people to read; never for a check. */
public final class Stopwatch {
    private final long start = System.nanoTime();

    /** Seconds since it was made. */
    public double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}
