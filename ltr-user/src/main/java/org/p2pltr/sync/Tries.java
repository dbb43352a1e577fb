package org.p2pltr.sync;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Counts what went wrong since it last went well, and says how long to wait before the next try.
 */
final class Tries {
    private static final int MOST_REDIRECTS = 4;
    private static final Duration LONGEST_GIVING_WAY = Duration.ofSeconds(1);

    private final UserSettings settings;
    private int failures;
    private int refusals;
    private int redirects;

    Tries(UserSettings settings) {
        this.settings = settings;
    }

    /** Something may have changed for the better. */
    void beginAgain() {
        failures = 0;
        redirects = 0;
    }

    /** Nothing is left to publish: others are not in the way any more. */
    void published() {
        refusals = 0;
    }

    /** A publish came too late. */
    void refused() {
        refusals++;
    }

    boolean wasRefused() {
        return refusals > 0;
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

    /**
     * After a refused publish authors step back for a random moment, so that not all come at once
     * again.
     */
    Duration givingWay(RandomGenerator random) {
        Duration pause = Duration.ofMillis(random.nextLong(50L) * refusals);
        return pause.compareTo(LONGEST_GIVING_WAY) > 0 ? LONGEST_GIVING_WAY : pause;
    }
}
