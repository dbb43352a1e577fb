package org.p2pltr.lab.timestamps;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** What one author lived through; one thread. */
final class Diary {
    private final List<Long> took = new ArrayList<>();
    private long refused;

    void add(long nanoseconds, int refusedTries) {
        took.add(nanoseconds);
        refused += refusedTries;
    }

    LongStream nanoseconds() {
        return took.stream().mapToLong(Long::longValue);
    }

    long count() {
        return took.size();
    }

    long refused() {
        return refused;
    }
}
