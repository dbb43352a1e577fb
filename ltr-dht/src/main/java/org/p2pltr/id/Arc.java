package org.p2pltr.id;

/**
 * Clockwise arc of the ring, {@code after} excluded, {@code upTo} included; equal: the whole ring.
 * Source: ring.md.
 */
public record Arc(RingPosition after, RingPosition upTo) {

    /** True if the position lies on this arc. */
    public boolean contains(RingPosition position) {
        if (after.equals(upTo)) return true;
        // Distances from `after`, modulo 2^64: an arc across zero needs no case of its own.
        return Long.compareUnsigned(
                        position.value() - after.value() - 1, upTo.value() - after.value())
                < 0;
    }
}
