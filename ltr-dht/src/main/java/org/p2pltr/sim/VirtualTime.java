package org.p2pltr.sim;

import java.time.Duration;
import java.util.PriorityQueue;

/** The clock of a simulation, in nanoseconds, and what is to happen, by (time, order of asking). */
final class VirtualTime {
    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private long now;
    private long asked;

    private record Due(long time, long order, Runnable action) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return time != other.time
                    ? Long.compare(time, other.time)
                    : Long.compare(order, other.order);
        }
    }

    /** Nanoseconds since the simulation began. */
    long now() {
        return now;
    }

    /** The time that many nanoseconds from now, or the end of time (292 years). */
    long in(long nanos) {
        long then = now + nanos;
        return nanos > 0 && then < 0 ? Long.MAX_VALUE : then;
    }

    /** Something is to happen; a time beyond the end of time (292 years) never comes. */
    void after(long nanos, Runnable action) {
        if (nanos < 0) throw new IllegalArgumentException("time goes forward, not " + nanos);
        long time = now + nanos;
        if (time >= 0) queue.add(new Due(time, asked++, action));
    }

    /** True if something is to happen at this time or before. */
    boolean hasUntil(long time) {
        Due next = queue.peek();
        return next != null && next.time <= time;
    }

    /** Does the next thing. Throws IllegalStateException if there is none. */
    void runNext() {
        Due next = queue.poll();
        if (next == null) throw new IllegalStateException("nothing is left to happen");
        now = next.time;
        next.action.run();
    }

    /** Time passes with nothing happening. */
    void passTo(long time) {
        now = Math.max(now, time);
    }

    /** A length of time in nanoseconds; more than 292 years become that. */
    static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException tooLong) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
