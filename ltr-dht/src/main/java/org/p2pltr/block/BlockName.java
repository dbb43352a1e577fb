package org.p2pltr.block;

import java.util.Comparator;
import org.p2pltr.id.Hash;
import org.p2pltr.id.RingPosition;

/**
 * Which block: where it lives on the ring, and the SHA-256 of its value. The same value at two
 * positions is two blocks. Ordered by position, then key.
 */
public record BlockName(RingPosition position, Hash key) implements Comparable<BlockName> {
    private static final Comparator<BlockName> ORDER =
            Comparator.comparing(BlockName::position).thenComparing(BlockName::key);

    @Override
    public int compareTo(BlockName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return key.brief() + "@" + position;
    }
}
