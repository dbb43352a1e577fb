package org.p2pltr.master;

import java.util.random.RandomGenerator;

/** Pairs an answer with its request; random, so that no restart repeats one. */
public record RequestId(long value) implements Comparable<RequestId> {

    /** A new one. */
    public static RequestId random(RandomGenerator random) {
        return new RequestId(random.nextLong());
    }

    @Override
    public int compareTo(RequestId other) {
        return Long.compare(value, other.value);
    }
}
