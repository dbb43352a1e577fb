package org.p2pltr.lab.measure;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something that real processes do in their own time. */
public final class Await {
    private static final Duration STEP = Duration.ofMillis(5);

    private Await() {}

    /**
     * Asks again and again until it holds. Throws IllegalStateException naming what was waited for
     * when time is up.
     */
    public static void until(Duration limit, Supplier<String> what, BooleanSupplier holds) {
        long end = System.nanoTime() + limit.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end)
                throw new IllegalStateException(
                        "waited " + limit.toSeconds() + " s for " + what.get());
            try {
                Thread.sleep(STEP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for " + what.get(), e);
            }
        }
    }
}
