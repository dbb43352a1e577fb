package org.p2pltr.ring;

import java.time.Duration;
import org.p2pltr.routing.Arity;

/**
 * The routed ring's parameters. The times affect progress only, never correctness.
 *
 * @param arity into how many parts each level divides; the same at all peers of a network
 * @param successors near successors that are kept. More: more neighbours may die at once, more idle
 *     traffic
 * @param times of heartbeat, suspicion and retries; after three fifths of the suspicion time others
 *     are asked to probe the silent peer
 * @param answerWithin until a lookup that has no answer is asked step by step, and until a step
 *     that has none goes round the silent peer
 * @param again between two tries of a message of a join or leave
 * @param lock how long a place is kept for one newcomer, and how long one tries
 */
public record RoutedSettings(
        Arity arity,
        int successors,
        RingSettings times,
        Duration answerWithin,
        Duration again,
        Duration lock) {

    /** k = 16, 8 successors, the times of the ring, answers 1 s, again 300 ms, lock 5 s. */
    public static final RoutedSettings DEFAULT = of(RingSettings.DEFAULT);

    public RoutedSettings {
        if (successors < 1 || successors > 64)
            throw new IllegalArgumentException("successors are 1 to 64, not " + successors);
        positive("answerWithin", answerWithin);
        positive("again", again);
        if (lock.compareTo(again) <= 0)
            throw new IllegalArgumentException("lock is " + lock + ", not more than " + again);
    }

    /** The default with these times. */
    public static RoutedSettings of(RingSettings times) {
        return new RoutedSettings(
                Arity.DEFAULT,
                8,
                times,
                Duration.ofSeconds(1),
                Duration.ofMillis(300),
                Duration.ofSeconds(5));
    }

    private static void positive(String name, Duration value) {
        if (!value.isPositive())
            throw new IllegalArgumentException(name + " is " + value + ", not more than zero");
    }

    /** Between two probes of a neighbour. */
    public Duration heartbeat() {
        return times.heartbeat();
    }

    /** Without a sign of life until a neighbour is suspected. */
    public Duration suspectAfter() {
        return times.suspectAfter();
    }

    /** How long a peer that knows addresses waits for a ring before it begins one of its own. */
    Duration patience() {
        return heartbeat().multipliedBy(2);
    }

    /** How long a peer that was answered tries to get in before it begins a ring of its own. */
    Duration longPatience() {
        return lock.multipliedBy(12);
    }

    /** When others are asked to probe a silent neighbour. */
    Duration askOthersAfter() {
        return suspectAfter().multipliedBy(3).dividedBy(5);
    }
}
