package org.p2pltr.routing;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.id.RingPosition;

/**
 * The circle as one position sees it. Level 1 cuts the whole circle, from the root on, into k equal
 * parts; each further level cuts the part that holds the root, until that is the root alone. So the
 * parts of all levels without the root lie side by side and cover everything but the root, and the
 * part of a position is told by the first digit that is not zero of its distance, written to base
 * k.
 *
 * <p>Source: dks.txt, "Relative division of the space".
 */
public record Division(RingPosition root, Arity arity) {

    /**
     * A part that does not hold the root. Distances are clockwise from the root, unsigned.
     *
     * @param level from 1
     * @param digit which of the level's parts, 1 to k - 1 (fewer on a narrower last level)
     * @param start distance of its first position
     * @param size how many positions it has
     */
    public record Part(int level, int digit, long start, long size) {
        /** Distance of its last position. */
        public long last() {
            return start + size - 1;
        }
    }

    /** The part that a position is in. Throws IllegalArgumentException for the root. */
    public Part partOf(RingPosition position) {
        long distance = root.distanceTo(position);
        if (distance == 0) throw new IllegalArgumentException("the root is in no part");
        return partAt(distance);
    }

    private Part partAt(long distance) {
        int level = Long.numberOfLeadingZeros(distance) / arity.bits() + 1;
        int rest = bitsBelow(level);
        long digit = distance >>> rest;
        return new Part(level, (int) digit, digit << rest, 1L << rest);
    }

    /** How many bits of a distance are left to the levels after this one. */
    private int bitsBelow(int level) {
        return Math.max(0, Long.SIZE - arity.bits() * level);
    }

    /** Distance of the start of the part that a distance is in; 0 for 0. */
    long startBefore(long distance) {
        return distance == 0 ? 0 : partAt(distance).start();
    }

    /** Distance of the first start beyond a distance; 0 if there is none. */
    public long startAfter(long distance) {
        // Past the last part the sum is 2^64, which is 0.
        return distance == 0 ? 1 : partAt(distance).last() + 1;
    }

    /** The position at a distance from the root. */
    public RingPosition at(long distance) {
        return new RingPosition(root.value() + distance);
    }

    /** All parts, nearest first: (k - 1) for each level, fewer for a narrower last one. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (long start = 1; start != 0; start = startAfter(start)) parts.add(partAt(start));
        return List.copyOf(parts);
    }
}
