package org.p2pltr.env;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Time and random numbers, as they come in with an event. Valid during that event only. */
public interface Environment {
    /** Time since the peer's loop started; never goes back. Does not change during one event. */
    Duration uptime();

    /** The wall clock, for people; never for order. */
    Instant wallClock();

    /** Random numbers: from the seed in the simulator, from the system for real. */
    RandomGenerator random();
}
