package org.p2pltr.group;

import java.time.Duration;

/**
 * Times of the master groups; they decide how fast things go, never whether they are right. Source:
 * master-group.md §8.
 *
 * @param resend first wait before a prepare or accept is sent again; doubles up to {@code
 *     resendMost}
 * @param resendMost longest such wait
 * @param pullResend first wait before an announcement or pull is sent again; doubles up to {@code
 *     pullResendMost}
 * @param pullResendMost longest such wait
 * @param takeOverStep the i-th live member waits i times this before it takes over
 * @param takeOverSpread and a random part of this in addition
 * @param stableRing the ring must not have changed for this long before a group is changed;
 *     shorter: groups follow the ring more closely and move more state
 * @param replaceAfter a member silent for this long is replaced
 * @param unknownAfter a member never heard of since the start counts as silent after this
 * @param trimAfter what is published is told to the members after this, if no write tells it sooner
 * @param putAgain unpublished entries are given to the log's writer again after this
 * @param leases true: as a member, this peer lends its promise to masters for 2 s; as a master, it
 *     answers reads without a round while a majority has lent it theirs. Only right if no clock
 *     runs more than 1 % too fast or too slow
 */
public record GroupSettings(
        Duration resend,
        Duration resendMost,
        Duration pullResend,
        Duration pullResendMost,
        Duration takeOverStep,
        Duration takeOverSpread,
        Duration stableRing,
        Duration replaceAfter,
        Duration unknownAfter,
        Duration trimAfter,
        Duration putAgain,
        boolean leases) {

    /** The defaults of master-group.md §8. */
    public static final GroupSettings DEFAULT =
            new GroupSettings(
                    Duration.ofMillis(300),
                    Duration.ofSeconds(3),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(10),
                    Duration.ofMillis(300),
                    Duration.ofMillis(150),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    false);

    /** The same with another time of ring stability before a group is changed. */
    public GroupSettings withStableRing(Duration other) {
        return new GroupSettings(
                resend,
                resendMost,
                pullResend,
                pullResendMost,
                takeOverStep,
                takeOverSpread,
                other,
                replaceAfter,
                unknownAfter,
                trimAfter,
                putAgain,
                leases);
    }

    /** The same with another time after which a silent member is replaced. */
    public GroupSettings withReplaceAfter(Duration other) {
        return new GroupSettings(
                resend,
                resendMost,
                pullResend,
                pullResendMost,
                takeOverStep,
                takeOverSpread,
                stableRing,
                other,
                unknownAfter,
                trimAfter,
                putAgain,
                leases);
    }

    /** The same with leases, or without. */
    public GroupSettings withLeases(boolean on) {
        return new GroupSettings(
                resend,
                resendMost,
                pullResend,
                pullResendMost,
                takeOverStep,
                takeOverSpread,
                stableRing,
                replaceAfter,
                unknownAfter,
                trimAfter,
                putAgain,
                on);
    }
}
