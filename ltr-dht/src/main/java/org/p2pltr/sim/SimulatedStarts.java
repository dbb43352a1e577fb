package org.p2pltr.sim;

import java.nio.ByteBuffer;
import java.util.List;
import org.p2pltr.env.Family;
import org.p2pltr.env.Range;
import org.p2pltr.env.Row;
import org.p2pltr.env.Signer;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.start.Start;

/** The start counter on a simulated disk, where the real store keeps it. */
final class SimulatedStarts {
    static final Family STORE = new Family(Family.Database.CORE, "store");
    private static final Bytes STARTS = Bytes.utf8("starts");
    private static final Bytes OLD_COPY = Bytes.utf8("old copy");

    private SimulatedStarts() {}

    /** What a machine that never started says of itself. */
    static Start none() {
        return new Start(1, run("none"), Bytes.EMPTY);
    }

    /**
     * The next start of a disk, its counter on disk at once. The run is made from a text that no
     * other start of the simulation has, not drawn by lot: so a start changes nothing else in it.
     */
    static Start next(SimulatedDisk disk, Signer signer, String unique) {
        return Start.signed(raise(disk), run(unique), signer);
    }

    /** The disk was told to be an old copy: it is started no more, as the real one. */
    static void mark(SimulatedDisk disk) {
        disk.keep(List.of(new Write.Put(STORE, OLD_COPY, Bytes.EMPTY)));
    }

    static boolean isMarked(SimulatedDisk disk) {
        return !disk.rows(Range.key(STORE, OLD_COPY)).isEmpty();
    }

    private static Bytes run(String unique) {
        return Hash.of(Bytes.utf8(unique)).value().slice(0, Start.RUN_LENGTH);
    }

    private static long raise(SimulatedDisk disk) {
        List<Row> rows = disk.rows(Range.key(STORE, STARTS));
        long next =
                rows.isEmpty()
                        ? 1
                        : ByteBuffer.wrap(rows.getFirst().value().toArray()).getLong() + 1;
        set(disk, next);
        return next;
    }

    static void set(SimulatedDisk disk, long start) {
        Bytes value = Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(start).array());
        disk.keep(List.of(new Write.Put(STORE, STARTS, value)));
    }
}
