package org.p2pltr.id;

/** A place on the identifier circle: 64 bits, unsigned, modulo 2^64. Source: ring.md. */
public record RingPosition(long value) implements Comparable<RingPosition> {

    /** Clockwise distance from here to another position, as an unsigned number. */
    public long distanceTo(RingPosition other) {
        return other.value - value;
    }

    @Override
    public int compareTo(RingPosition other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        return String.format("%016x", value);
    }
}
