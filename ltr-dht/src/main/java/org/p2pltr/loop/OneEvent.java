package org.p2pltr.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.p2pltr.env.Environment;

/** The world as a role sees it during one event: time stands still. */
final class OneEvent implements Environment {
    private final Environment world;
    private Duration uptime = Duration.ZERO;

    OneEvent(Environment world) {
        this.world = world;
    }

    /** A new event begins. */
    void begin() {
        uptime = world.uptime();
    }

    @Override
    public Duration uptime() {
        return uptime;
    }

    @Override
    public Instant wallClock() {
        return world.wallClock();
    }

    @Override
    public RandomGenerator random() {
        return world.random();
    }
}
