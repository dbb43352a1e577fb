package org.p2pltr.block;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.p2pltr.env.Effect;
import org.p2pltr.env.ReadTag;
import org.p2pltr.id.PeerId;

/** Blocks that are to be copied to other peers, a portion at a time. */
final class Copies {
    /** Most copies that wait; further ones are left to the next sweep. */
    static final int MAX_WAITING = 16 * 1024;

    private static final int PORTION_BYTES = 1024 * 1024;
    private static final int PORTION_BLOCKS = 64;

    private final Shelf shelf;
    private final SequencedSet<Copy> waiting = new LinkedHashSet<>();

    /** A block for a peer, being read. */
    record Copy(PeerId to, BlockName name) implements ReadTag {}

    Copies(Shelf shelf) {
        this.shelf = shelf;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void add(PeerId to, List<BlockName> names) {
        for (BlockName name : names)
            if (waiting.size() < MAX_WAITING && shelf.contains(name))
                waiting.add(new Copy(to, name));
    }

    /** Reads the next ones: at least one, and about as many bytes as one large block has. */
    List<Effect> read() {
        List<Effect> reads = new ArrayList<>();
        int bytes = 0;
        while (!waiting.isEmpty() && reads.size() < PORTION_BLOCKS) {
            Copy next = waiting.getFirst();
            bytes += shelf.size(next.name());
            if (!reads.isEmpty() && bytes > PORTION_BYTES) break;
            waiting.removeFirst();
            if (shelf.contains(next.name())) reads.add(BlockRecords.read(next.name(), next));
        }
        return reads;
    }
}
