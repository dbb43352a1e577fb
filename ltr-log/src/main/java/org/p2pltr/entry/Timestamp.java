package org.p2pltr.entry;

/**
 * A patch's place in its document's order: 1, 2, 3 …; {@link #NONE} before the first. Source:
 * architecture.md.
 */
public record Timestamp(long value) implements Comparable<Timestamp> {
    /** Before the first patch. */
    public static final Timestamp NONE = new Timestamp(0);

    public Timestamp {
        if (value < 0) throw new IllegalArgumentException("a timestamp is 0 or more, not " + value);
    }

    /** The one after this. */
    public Timestamp next() {
        return plus(1);
    }

    /** The one so many after this. */
    public Timestamp plus(long patches) {
        return new Timestamp(Math.addExact(value, patches));
    }

    /** True if this comes before the other. */
    public boolean isBefore(Timestamp other) {
        return value < other.value;
    }

    @Override
    public int compareTo(Timestamp other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
