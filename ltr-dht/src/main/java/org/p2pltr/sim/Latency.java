package org.p2pltr.sim;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long something takes: never less than {@code min}, {@code mean} on average. */
public record Latency(Duration min, Duration mean, Shape shape) {
    /** Width of the logarithm of a log-normal latency: one in a hundred is six times the mean. */
    private static final double SIGMA = 1.0;

    /** How latencies lie around their mean. */
    public enum Shape {
        /** Always the mean. */
        FIXED,
        /** The minimum and an exponential rest: a short queue. */
        EXPONENTIAL,
        /** The minimum and a log-normal rest: a few take very long. */
        LOG_NORMAL
    }

    public Latency {
        if (min.isNegative() || mean.compareTo(min) < 0)
            throw new IllegalArgumentException("not 0 <= min <= mean: " + min + ", " + mean);
    }

    /** Always the same time. */
    public static Latency fixed(Duration time) {
        return new Latency(time, time, Shape.FIXED);
    }

    /** At least {@code min}, {@code mean} on average, exponential. */
    public static Latency exponential(Duration min, Duration mean) {
        return new Latency(min, mean, Shape.EXPONENTIAL);
    }

    /** At least {@code min}, {@code mean} on average, log-normal. */
    public static Latency logNormal(Duration min, Duration mean) {
        return new Latency(min, mean, Shape.LOG_NORMAL);
    }

    /** One of these latencies, in nanoseconds. */
    long nanos(RandomGenerator random) {
        long least = min.toNanos();
        double rest = mean.toNanos() - (double) least;
        return switch (shape) {
            case FIXED -> mean.toNanos();
            case EXPONENTIAL -> least + (long) (rest * random.nextExponential());
            // The mean of a log-normal value is exp(mu + sigma^2 / 2).
            case LOG_NORMAL ->
                    least
                            + (long)
                                    (rest
                                            * Math.exp(
                                                    SIGMA * random.nextGaussian()
                                                            - SIGMA * SIGMA / 2));
        };
    }
}
