package org.p2pltr.sim;

import java.time.Duration;

/**
 * How fast a disk is.
 *
 * @param sync time of one sync, which covers all commits before it
 * @param read time of one read
 */
public record DiskSpeed(Latency sync, Latency read) {
    /** A solid-state disk: 0.4 ms per sync on average, 0.1 ms per read. */
    public static final DiskSpeed GOOD =
            new DiskSpeed(
                    Latency.exponential(Duration.ofNanos(200_000), Duration.ofNanos(400_000)),
                    Latency.exponential(Duration.ofNanos(20_000), Duration.ofNanos(100_000)));

    /** A disk under heavy load: 200 ms per sync on average, 50 ms per read, a long tail. */
    public static final DiskSpeed SLOW =
            new DiskSpeed(
                    Latency.logNormal(Duration.ofMillis(20), Duration.ofMillis(200)),
                    Latency.logNormal(Duration.ofMillis(5), Duration.ofMillis(50)));
}
