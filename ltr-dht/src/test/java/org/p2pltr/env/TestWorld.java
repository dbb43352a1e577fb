package org.p2pltr.env;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** An environment for tests of one role: time moves only when the test says so. */
public final class TestWorld implements Environment {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final RandomGenerator random;
    private Duration uptime = Duration.ZERO;

    private TestWorld(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A world at uptime zero whose random numbers come from a seed. */
    public static TestWorld seeded(long seed) {
        return new TestWorld(seed);
    }

    /** Time passes. */
    public TestWorld pass(Duration time) {
        uptime = uptime.plus(time);
        return this;
    }

    @Override
    public Duration uptime() {
        return uptime;
    }

    @Override
    public Instant wallClock() {
        return BEGINNING.plus(uptime);
    }

    @Override
    public RandomGenerator random() {
        return random;
    }
}
