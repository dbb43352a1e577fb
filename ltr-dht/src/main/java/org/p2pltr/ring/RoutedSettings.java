package org.p2pltr.ring;

import java.time.Duration;
import org.p2pltr.routing.Arity;

/**
 * The routed ring's parameters. The times affect progress only, never correctness.
 *
 * @param arity into how many parts each level divides; the same at all peers of a network
 * @param successors near successors that are kept. More: more neighbours may die at once, more idle
 *     traffic
 * @param heartbeat between two probes of a neighbour
 * @param suspectAfter without a sign of life until a neighbour is suspected; after three fifths of
 *     it others are asked to probe it. Lower: faster repair, more false alarms
 * @param answerWithin until a lookup that has no answer is asked step by step, and until a step
 *     that has none goes round the silent peer
 * @param again between two tries of a message of a join or leave
 * @param lock how long a place is kept for one newcomer, and how long one tries
 */
public record RoutedSettings(
        Arity arity,
        int successors,
        Duration heartbeat,
        Duration suspectAfter,
        Duration answerWithin,
        Duration again,
        Duration lock) {

    /** k = 16, 8 successors, heartbeat 1 s, suspicion 5 s, answers 1 s, again 300 ms, lock 5 s. */
    public static final RoutedSettings DEFAULT =
            new RoutedSettings(
                    Arity.DEFAULT,
                    8,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(300),
                    Duration.ofSeconds(5));

    public RoutedSettings {
        if (successors < 1 || successors > 64)
            throw new IllegalArgumentException("successors are 1 to 64, not " + successors);
        positive("heartbeat", heartbeat);
        positive("answerWithin", answerWithin);
        positive("again", again);
        if (suspectAfter.compareTo(heartbeat) <= 0)
            throw new IllegalArgumentException(
                    "suspectAfter is " + suspectAfter + ", not more than " + heartbeat);
        if (lock.compareTo(again) <= 0)
            throw new IllegalArgumentException("lock is " + lock + ", not more than " + again);
    }

    private static void positive(String name, Duration value) {
        if (!value.isPositive())
            throw new IllegalArgumentException(name + " is " + value + ", not more than zero");
    }

    /** When others are asked to probe a silent neighbour. */
    Duration askOthersAfter() {
        return suspectAfter.multipliedBy(3).dividedBy(5);
    }
}
