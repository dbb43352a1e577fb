package org.p2pltr.ring;

import java.time.Duration;

/**
 * The ring's times. They affect progress only, never correctness.
 *
 * @param heartbeat between two pings of a live peer; also the first pause before a silent peer or
 *     an address is tried again. Lower: silence is noticed sooner, more idle traffic
 * @param suspectAfter without any message of a peer until it is suspected, noticed at the next
 *     heartbeat. Lower: faster take-over, more false alarms
 * @param slowestRetry the longest pause between two tries of a silent peer or address; a healed
 *     partition is noticed within it
 * @param forgetAfter silence after which a peer is forgotten, but only while more than half of the
 *     known peers answer: of the parts of a split ring at most one forgets the others, so they find
 *     each other again however long it lasted
 * @param joinPatience how long the outside waits for an address that it asked to join
 * @param leaveRetry between two tries to tell a live peer that this one leaves; {@link
 *     #LEAVE_TRIES} in all
 */
public record RingSettings(
        Duration heartbeat,
        Duration suspectAfter,
        Duration slowestRetry,
        Duration forgetAfter,
        Duration joinPatience,
        Duration leaveRetry) {
    /** How often each live peer is told that this one leaves, unless it says that it heard. */
    public static final int LEAVE_TRIES = 5;

    /** Most peers that are known at one time, this one not counted. */
    public static final int MAX_MEMBERS = 256;

    /** Heartbeat 1 s, suspicion 5 s, retries at most 30 s apart, forgotten after 24 h. */
    public static final RingSettings DEFAULT =
            new RingSettings(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofHours(24),
                    Duration.ofSeconds(10),
                    Duration.ofMillis(300));

    public RingSettings {
        check(heartbeat.isPositive(), "heartbeat", heartbeat, "more than zero");
        check(
                suspectAfter.compareTo(heartbeat) > 0,
                "suspectAfter",
                suspectAfter,
                "more than the heartbeat " + heartbeat);
        check(
                slowestRetry.compareTo(heartbeat) >= 0,
                "slowestRetry",
                slowestRetry,
                "at least the heartbeat " + heartbeat);
        check(
                forgetAfter.compareTo(suspectAfter) > 0,
                "forgetAfter",
                forgetAfter,
                "more than the suspicion time " + suspectAfter);
        check(joinPatience.isPositive(), "joinPatience", joinPatience, "more than zero");
        check(leaveRetry.isPositive(), "leaveRetry", leaveRetry, "more than zero");
    }

    /** The same with another suspicion time. */
    public RingSettings suspectingAfter(Duration other) {
        return new RingSettings(
                heartbeat, other, slowestRetry, forgetAfter, joinPatience, leaveRetry);
    }

    /** The same with another memory. */
    public RingSettings forgettingAfter(Duration other) {
        return new RingSettings(
                heartbeat, suspectAfter, slowestRetry, other, joinPatience, leaveRetry);
    }

    private static void check(boolean holds, String name, Duration value, String allowed) {
        if (!holds) throw new IllegalArgumentException(name + " is " + value + ", not " + allowed);
    }
}
