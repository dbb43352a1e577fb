package org.p2pltr.sim;

import java.time.Duration;

/**
 * How bad a network, or one of its links, is.
 *
 * @param latency time from sending to arrival
 * @param loss probability from 0 to 1 that a message is lost
 * @param duplication probability from 0 to 1 that a message arrives twice
 * @param reordering true: each message has its own latency; false: a link keeps the order
 */
public record NetworkFaults(Latency latency, double loss, double duplication, boolean reordering) {
    /** A good network: 0.5 ms at least, 2 ms on average, nothing lost, order kept. */
    public static final NetworkFaults NONE =
            new NetworkFaults(
                    Latency.exponential(Duration.ofNanos(500_000), Duration.ofMillis(2)),
                    0,
                    0,
                    false);

    /** A bad network: 20 ms on average with a long tail, 3 % lost, 3 % doubled, any order. */
    public static final NetworkFaults BAD =
            new NetworkFaults(
                    Latency.logNormal(Duration.ofMillis(1), Duration.ofMillis(20)),
                    0.03,
                    0.03,
                    true);

    public NetworkFaults {
        checkProbability("loss", loss);
        checkProbability("duplication", duplication);
    }

    /** The same with another latency. */
    public NetworkFaults withLatency(Latency other) {
        return new NetworkFaults(other, loss, duplication, reordering);
    }

    /** The same with another probability of loss. */
    public NetworkFaults withLoss(double probability) {
        return new NetworkFaults(latency, probability, duplication, reordering);
    }

    /** The same with another probability of duplication. */
    public NetworkFaults withDuplication(double probability) {
        return new NetworkFaults(latency, loss, probability, reordering);
    }

    /** The same with or without reordering. */
    public NetworkFaults withReordering(boolean on) {
        return new NetworkFaults(latency, loss, duplication, on);
    }

    private static void checkProbability(String name, double value) {
        if (!(value >= 0 && value <= 1))
            throw new IllegalArgumentException(name + " is from 0 to 1, not " + value);
    }
}
