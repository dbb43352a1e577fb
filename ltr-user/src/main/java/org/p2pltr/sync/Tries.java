package org.p2pltr.sync;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Counts what went wrong since it last went well, and says how long to wait before the next try.
 */
final class Tries {
    private static final int MOST_REDIRECTS = 4;

    private final UserSettings settings;
    private int failures;
    private int redirects;
    private boolean caughtUp;

    Tries(UserSettings settings) {
        this.settings = settings;
    }

    /** Something may have changed for the better. */
    void beginAgain() {
        failures = 0;
        redirects = 0;
    }

    /** The master is asked for the newest timestamp. */
    void catchesUp() {
        caughtUp = true;
    }

    /** True if that was done since the last publish that went well. */
    boolean hasCaughtUp() {
        return caughtUp;
    }

    /** A publish went well. */
    void published() {
        caughtUp = false;
    }

    boolean hasFailed() {
        return failures > 0;
    }

    /** Several times in a row: it will not work at once. */
    boolean isHopeless() {
        return failures >= 3;
    }

    /** Sent elsewhere; false if that happened too often in a row. */
    boolean redirected() {
        redirects++;
        if (redirects <= MOST_REDIRECTS) return true;
        redirects = 0;
        return false;
    }

    /**
     * One more failure. The pause doubles; half of it is random, so that peers do not come back
     * together.
     */
    Duration failed(RandomGenerator random) {
        long first = settings.firstPause().toMillis();
        long millis = Math.min(settings.longestPause().toMillis(), first << Math.min(failures, 20));
        failures++;
        return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
    }
}
