package org.p2pltr.entry;

import java.util.random.RandomGenerator;
import org.p2pltr.id.Bytes;

/** A patch's own name: 16 random bytes, made with the tentative patch, before the first publish. */
public record PatchId(Bytes value) implements Comparable<PatchId> {
    /** Length in bytes. */
    public static final int LENGTH = 16;

    public PatchId {
        if (value.length() != LENGTH)
            throw new IllegalArgumentException(
                    "a patch id has " + LENGTH + " bytes, not " + value.length());
    }

    /** A new one. */
    public static PatchId random(RandomGenerator random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return new PatchId(Bytes.of(bytes));
    }

    @Override
    public int compareTo(PatchId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.asHex();
    }
}
