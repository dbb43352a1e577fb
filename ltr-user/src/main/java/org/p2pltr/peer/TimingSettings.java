package org.p2pltr.peer;

import java.time.Duration;

/**
 * How fast a peer reacts; never whether it is right, but for leases on a wrong clock. Throws
 * IllegalArgumentException that names setting, value and what is allowed. Source: master-group.md
 * §8.
 *
 * @param suspicion {@code ltr.timing.suspicion}: a peer not heard of for this long is taken for
 *     gone (5 s); lower means a faster take-over and more false alarms; 2 s to 10 min
 * @param stableRing {@code ltr.timing.stable-ring}: the ring must be unchanged for this long before
 *     groups follow it (30 s); lower means that groups grow sooner and move more state; 100 ms to 1
 *     h
 * @param leaseReads {@code ltr.timing.lease-reads}: true lets a Master-key answer who asks for the
 *     newest timestamp alone for up to 2 s after a majority of its group agreed (false); set the
 *     same at all peers, and only if no clock runs more than 1 % too fast or too slow
 */
public record TimingSettings(Duration suspicion, Duration stableRing, boolean leaseReads) {
    /** Suspicion 5 s, stable ring 30 s, no leases. */
    public static final TimingSettings DEFAULT =
            new TimingSettings(Duration.ofSeconds(5), Duration.ofSeconds(30), false);

    public TimingSettings {
        SettingCheck.check(
                isWithin(suspicion, Duration.ofSeconds(2), Duration.ofMinutes(10)),
                "ltr.timing.suspicion",
                suspicion,
                "2 s to 10 min");
        SettingCheck.check(
                isWithin(stableRing, Duration.ofMillis(100), Duration.ofHours(1)),
                "ltr.timing.stable-ring",
                stableRing,
                "100 ms to 1 h");
    }

    private static boolean isWithin(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }
}
