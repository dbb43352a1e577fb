package org.p2pltr.start;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.p2pltr.env.DamagedRowException;
import org.p2pltr.env.DurableStore;
import org.p2pltr.env.Family;
import org.p2pltr.env.Range;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;

/**
 * Remembers the newest start of each peer that was met, durably: a start is listened to, and
 * answered, only once its row is on disk. Touched by one thread at a time.
 *
 * <p>Rows: a PeerId to version (1 byte: 1), number of the row (8, rising), start (8), run (16),
 * seal (0 or 64 bytes). Numbers have their highest byte first.
 */
public class Acquaintances {
    /** Where the rows are. */
    public static final Family FAMILY = new Family(Family.Database.CORE, "acquaintances");

    /** Most that are remembered; beyond that those whose start is longest ago are forgotten. */
    public static final int MAX_REMEMBERED = 10_000;

    private static final byte VERSION = 1;

    private final Map<PeerId, Met> met = new LinkedHashMap<>();
    private long lastRow;

    private record Met(Start start, boolean durable) {}

    /** Where rows are kept: {@link DurableStore#commit}. */
    @FunctionalInterface
    public interface Disk {
        /** Makes the writes, all or none, and runs {@code synced} on any thread once they last. */
        void commit(List<Write> writes, Runnable synced);
    }

    /** Nobody was met yet. */
    public Acquaintances() {}

    /** Reads its rows; once, before anybody is met. Throws {@link DamagedRowException}. */
    public final void recall(DurableStore store) {
        TreeMap<Long, Row> inOrder = new TreeMap<>();
        store.scan(Range.all(FAMILY), row -> inOrder.put(rowNumber(row), row));
        inOrder.forEach((number, row) -> {
            met.put(peer(row), new Met(start(row), true));
            lastRow = number;
        });
    }

    /** The start that was seen and for which this one must be refused, if it must. */
    public final Optional<Start> judge(PeerId peer, Start said) {
        Met last = met.get(peer);
        return last != null && refuses(said, last.start())
                ? Optional.of(last.start())
                : Optional.empty();
    }

    /**
     * Remembers a start that a peer has proven and that was not refused. What is returned must be
     * on disk, and {@link #isOnDisk} told so, before the peer is listened to; nothing: it is on
     * disk already.
     */
    public final List<Write> remember(PeerId peer, Start start) {
        Met last = met.get(peer);
        if (last != null && last.durable() && last.start().equals(start)) return List.of();
        met.remove(peer);
        met.put(peer, new Met(start, false));
        List<Write> writes = new ArrayList<>();
        writes.add(new Write.Put(FAMILY, peer.value().value(), bytes(++lastRow, start)));
        while (met.size() > MAX_REMEMBERED) {
            PeerId oldest = met.keySet().iterator().next();
            met.remove(oldest);
            writes.add(new Write.Delete(FAMILY, oldest.value().value()));
        }
        return writes;
    }

    /** The row of this start is on disk. */
    public final void isOnDisk(PeerId peer, Start start) {
        met.computeIfPresent(
                peer, (_, now) -> now.start().equals(start) ? new Met(start, true) : now);
    }

    /** The rule of {@code NoOldVotes}. */
    boolean refuses(Start said, Start seen) {
        return said.isRuledOutBy(seen);
    }

    private static Bytes bytes(long number, Start start) {
        ByteBuffer out = ByteBuffer.allocate(1 + 8 + 8 + Start.RUN_LENGTH + start.seal().length());
        out.put(VERSION).putLong(number).putLong(start.number());
        out.put(start.run().toArray()).put(start.seal().toArray());
        return Bytes.of(out.array());
    }

    private static PeerId peer(Row row) {
        try {
            return new PeerId(new Hash(row.key()));
        } catch (IllegalArgumentException e) {
            throw damaged(row, String.valueOf(e.getMessage()));
        }
    }

    private static long rowNumber(Row row) {
        if (row.value().length() < 1 + Long.BYTES) throw damaged(row, "it ends too early");
        return ByteBuffer.wrap(row.value().toArray()).getLong(1);
    }

    private static Start start(Row row) {
        ByteBuffer in = ByteBuffer.wrap(row.value().toArray());
        try {
            byte version = in.get();
            if (version != VERSION)
                throw new IllegalArgumentException("version " + version + " is not known");
            in.getLong();
            long start = in.getLong();
            byte[] run = new byte[Start.RUN_LENGTH];
            in.get(run);
            byte[] seal = new byte[in.remaining()];
            in.get(seal);
            return new Start(start, Bytes.of(run), Bytes.of(seal));
        } catch (BufferUnderflowException e) {
            throw damaged(row, "it ends too early");
        } catch (IllegalArgumentException e) {
            throw damaged(row, String.valueOf(e.getMessage()));
        }
    }

    private static DamagedRowException damaged(Row row, String why) {
        return new DamagedRowException(FAMILY, row, why);
    }
}
