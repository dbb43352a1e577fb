package org.p2pltr.block;

import java.nio.ByteBuffer;
import java.util.List;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Family;
import org.p2pltr.env.Range;
import org.p2pltr.env.ReadTag;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.RingPosition;

/**
 * How blocks lie on the disk, in the database {@code log}, as it is mended from others: family
 * "block-index" (read at a start; version (1 byte: 1) ‖ size of the value (4)) and family "blocks"
 * (the value), both under the key: position (8) ‖ block key (32).
 */
public final class BlockRecords {
    static final Family INDEX = new Family(Family.Database.LOG, "block-index");
    static final Family VALUES = new Family(Family.Database.LOG, "blocks");

    /** The families that blocks need in the durable store. */
    public static final List<Family> FAMILIES = List.of(INDEX, VALUES);

    private static final byte VERSION = 1;
    private static final int KEY_BYTES = Long.BYTES + Hash.LENGTH;
    private static final int INDEX_BYTES = 1 + Integer.BYTES;

    private BlockRecords() {}

    static List<Write> writes(BlockName name, Bytes value) {
        Bytes index =
                Bytes.of(
                        ByteBuffer.allocate(INDEX_BYTES)
                                .put(VERSION)
                                .putInt(value.length())
                                .array());
        Bytes key = key(name);
        return List.of(new Write.Put(VALUES, key, value), new Write.Put(INDEX, key, index));
    }

    static List<Write> deletes(Bytes key) {
        return List.of(new Write.Delete(VALUES, key), new Write.Delete(INDEX, key));
    }

    /** Reads the value of a block: one row, or none. */
    static Effect.Read read(BlockName name, ReadTag tag) {
        return new Effect.Read(Range.key(VALUES, key(name)), 1, BlockMessage.MAX_VALUE, tag);
    }

    static Bytes key(BlockName name) {
        Bytes position =
                Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(name.position().value()).array());
        return position.plus(name.key().value());
    }

    /** The block of a row's key. Throws IllegalArgumentException for what is not one. */
    static BlockName name(Bytes key) {
        if (key.length() != KEY_BYTES)
            throw new IllegalArgumentException(
                    "a block's row has a key of " + KEY_BYTES + " bytes, not " + key.length());
        long position = ByteBuffer.wrap(key.toArray()).getLong();
        return new BlockName(
                new RingPosition(position), new Hash(key.slice(Long.BYTES, KEY_BYTES)));
    }

    /** The size that a row of the index tells. Throws IllegalArgumentException if damaged. */
    static int size(Row row) {
        ByteBuffer in = ByteBuffer.wrap(row.value().toArray());
        if (in.remaining() != INDEX_BYTES)
            throw new IllegalArgumentException("a row of " + in.remaining() + " bytes");
        byte version = in.get();
        if (version != VERSION)
            throw new IllegalArgumentException("version " + version + " is not known");
        int size = in.getInt();
        if (size < 0 || size > BlockMessage.MAX_VALUE)
            throw new IllegalArgumentException("a block of " + size + " bytes");
        return size;
    }
}
