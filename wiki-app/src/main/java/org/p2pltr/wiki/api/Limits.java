package org.p2pltr.wiki.api;

/** Limits of requests; told to the asker when met. */
final class Limits {
    static final int MAX_LINES = 1_000;

    private Limits() {}

    static int lines(int asked) {
        if (asked < 1 || asked > MAX_LINES)
            throw new IllegalArgumentException("limit is 1 to " + MAX_LINES + ", not " + asked);
        return asked;
    }
}
