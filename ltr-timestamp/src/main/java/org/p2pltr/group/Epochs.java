package org.p2pltr.group;

import java.util.random.RandomGenerator;

/**
 * Epochs of a cell: a counter in the upper half, a random number in the lower, so that of two
 * operators' epochs one is higher. Source: master-group.md §10.
 */
final class Epochs {
    /**
     * How far a counter may be above one's own. Each recovery by hand raises it by one: whoever
     * names a higher one lies, and believing it would leave no epoch for a real recovery.
     */
    static final long MOST_AHEAD = 1_000;

    private static final int COUNTER_SHIFT = 32;

    private Epochs() {}

    /** The epoch of the next recovery. */
    static long after(long epoch, RandomGenerator random) {
        return (counter(epoch) + 1) << COUNTER_SHIFT | random.nextLong() >>> COUNTER_SHIFT;
    }

    /** True if no epoch comes after this one. */
    static boolean isLast(long epoch) {
        return counter(epoch) >= Integer.MAX_VALUE;
    }

    /** True if no recovery can have made it, as far as the epochs seen here say. */
    static boolean isTooFar(long named, long seen) {
        return counter(named) - counter(seen) > MOST_AHEAD;
    }

    private static long counter(long epoch) {
        return epoch >>> COUNTER_SHIFT;
    }

    /** The highest epoch that a message wants to be believed; 0 if it names none of its own. */
    static long named(GroupMessage.OfCell message) {
        return switch (message) {
            case GroupMessage.Announce(Lineage lineage, boolean _) -> lineage.number().epoch();
            case GroupMessage.Installed installed -> installed.number().epoch();
            case GroupMessage.Pull pull -> pull.lineage().number().epoch();
            case GroupMessage.PullRefused refused -> named(refused.why());
            case GroupMessage.Nack nack -> named(nack.why());
            case GroupMessage.Collect collect -> collect.epoch();
            case GroupMessage.Collected collected -> collected.epoch();
            // These are taken for the installed configuration only.
            case GroupMessage.Prepare _,
                    GroupMessage.Promise _,
                    GroupMessage.Accept _,
                    GroupMessage.Accepted _,
                    GroupMessage.AcceptNext _,
                    GroupMessage.AcceptedNext _,
                    GroupMessage.State _,
                    GroupMessage.Ahead _,
                    GroupMessage.AheadKept _ ->
                    0;
        };
    }

    private static long named(GroupMessage.Why why) {
        return switch (why) {
            case GroupMessage.Why.Newer(Lineage lineage) -> lineage.number().epoch();
            case GroupMessage.Why.OldEpoch(long epoch) -> epoch;
            case GroupMessage.Why.LowBallot(Ballot promised) -> promised.config().epoch();
            case GroupMessage.Why.NotInstalled _, GroupMessage.Why.Leased _ -> 0;
        };
    }
}
