package org.p2pltr.wiki.web;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A value that costs something to find out and holds until something happens. Any thread; two that
 * ask at once may both find it out.
 */
final class Latest<T> {
    private final Supplier<T> find;
    private final AtomicLong happened = new AtomicLong();
    private volatile Optional<Found<T>> found = Optional.empty();

    Latest(Supplier<T> find) {
        this.find = find;
    }

    private record Found<T>(T value, long when) {}

    /** What was found out last is not to be trusted any more. Never blocks. */
    void outdated() {
        happened.incrementAndGet();
    }

    /** The value as of now. */
    T value() {
        // Read before the value is found out: what happens meanwhile makes that value outdated.
        long now = happened.get();
        Optional<Found<T>> last = found;
        if (last.isPresent() && last.get().when() == now) return last.get().value();
        T value = find.get();
        found = Optional.of(new Found<>(value, now));
        return value;
    }
}
