package org.p2pltr.sim;

import java.time.Duration;

/** A simulation went wrong; its message has the seed, the virtual time and what was promised. */
public final class SimulationFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final long seed;

    SimulationFailure(long seed, Duration now, long events, String what, Throwable cause) {
        super(text(seed, now, events, what) + ": " + cause, cause);
        this.seed = seed;
    }

    SimulationFailure(long seed, Duration now, long events, String what) {
        super(text(seed, now, events, what));
        this.seed = seed;
    }

    /** The seed that repeats it. */
    public long seed() {
        return seed;
    }

    private static String text(long seed, Duration now, long events, String what) {
        return "seed %d, %d.%09d s, event %d: %s"
                .formatted(seed, now.toSeconds(), now.toNanosPart(), events, what);
    }
}
