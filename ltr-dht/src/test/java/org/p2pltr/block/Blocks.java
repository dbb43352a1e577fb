package org.p2pltr.block;

import java.util.SplittableRandom;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.RingPosition;

/** Blocks for tests. */
final class Blocks {
    private Blocks() {}

    /** A value of 0 to {@code most} bytes. */
    static Bytes value(SplittableRandom random, int most) {
        byte[] value = new byte[random.nextInt(most + 1)];
        random.nextBytes(value);
        return Bytes.of(value);
    }

    /** The name of a value at a position. */
    static BlockName name(long position, Bytes value) {
        return new BlockName(new RingPosition(position), Hash.of(value));
    }

    /** A name that nobody knows a value for. */
    static BlockName name(SplittableRandom random) {
        byte[] key = new byte[Hash.LENGTH];
        random.nextBytes(key);
        return new BlockName(new RingPosition(random.nextLong()), new Hash(Bytes.of(key)));
    }
}
