package org.p2pltr;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for events of the real world, up to a minute: the only test class that may sleep. */
public final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long STEP_MILLIS = 5;

    private Eventually() {}

    /**
     * Returns when the condition holds; fails with the words of what was awaited after a minute.
     */
    public static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0)
                throw new AssertionError("within " + LIMIT + " it never was true that " + what);
            pause();
        }
    }

    /** Returns when the checks pass; fails with their last failure after a minute. */
    public static void passes(Runnable checks) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                checks.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() - end > 0) throw e;
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(STEP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", e);
        }
    }
}
