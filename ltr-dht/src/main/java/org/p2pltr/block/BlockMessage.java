package org.p2pltr.block;

import java.util.List;
import org.p2pltr.compare.Summary;
import org.p2pltr.env.Message;
import org.p2pltr.id.Bytes;

/** What peers tell each other about blocks, sealed by the role that takes it. */
public sealed interface BlockMessage extends Message {
    /** Largest value of a block, in bytes: 1 MiB. Larger content is cut by the caller. */
    int MAX_VALUE = 1024 * 1024;

    /** Most names in one message. */
    int MAX_NAMES = 1024;

    /** Most summaries in one message. */
    int MAX_SUMMARIES = 64;

    /** To a peer that keeps blocks. */
    sealed interface ToKeeper extends BlockMessage {}

    /** To whoever puts or gets a block for the outside. */
    sealed interface ToAccess extends BlockMessage {}

    /** To the one who mends copies. */
    sealed interface ToRepair extends BlockMessage {}

    /**
     * Keep this block. {@code repair}: it is a copy from another holder or reader, and no answer is
     * wanted; otherwise answered with {@link Stored} once it is on disk, or with {@link NotStored}.
     */
    record Put(BlockName name, Bytes value, boolean repair) implements ToKeeper {
        public Put {
            checkValue(value);
        }
    }

    /**
     * Have you this block? Answered with {@link Found} or {@link Missing} of the same question, the
     * asker's number.
     */
    record Get(long question, BlockName name) implements ToKeeper {}

    /** The block is on this peer's disk. */
    record Stored(BlockName name) implements ToAccess {}

    /** The block is not taken, and will not be if it is put again soon. */
    record NotStored(BlockName name, Refusal why) implements ToAccess {}

    /** Why a block is not taken. */
    enum Refusal {
        /** The key is not the SHA-256 of the value. */
        NOT_ITS_KEY
    }

    /** The value of a block; the receiver checks it against the key. */
    record Found(long question, BlockName name, Bytes value) implements ToAccess {
        public Found {
            checkValue(value);
        }
    }

    /** The sender has no such block. */
    record Missing(long question, BlockName name) implements ToAccess {}

    /**
     * What the sender holds of some ranges, as digests. Where the receiver differs it answers with
     * the digests of the parts, or with {@link Names}.
     */
    record Compare(List<Summary<BlockRange>> ranges) implements ToRepair {
        public Compare {
            ranges = checked("ranges", ranges, 1, MAX_SUMMARIES);
        }
    }

    /** All blocks that the sender holds of a range; the first of them if they are too many. */
    record Names(BlockRange range, List<BlockName> names) implements ToRepair {
        public Names {
            names = checked("names", names, 0, MAX_NAMES);
        }
    }

    /** Please put these blocks here. */
    record Want(List<BlockName> names) implements ToRepair {
        public Want {
            names = checked("names", names, 1, MAX_NAMES);
        }
    }

    private static void checkValue(Bytes value) {
        if (value.length() > MAX_VALUE)
            throw new IllegalArgumentException(
                    "a block has at most " + MAX_VALUE + " bytes, not " + value.length());
    }

    private static <T> List<T> checked(String what, List<T> list, int least, int most) {
        if (list.size() < least || list.size() > most)
            throw new IllegalArgumentException(
                    "%d to %d %s in a message, not %d".formatted(least, most, what, list.size()));
        return List.copyOf(list);
    }
}
