package org.p2pltr.group;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryHeader;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.env.DamagedRowException;
import org.p2pltr.env.Family;
import org.p2pltr.env.Range;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;

/**
 * The rows that members keep: keys, and values of version 1, checked when read. A standing's key is
 * its cell (4 bytes), a register's key its cell and the document's name.
 */
final class GroupRecords {
    static final Family GROUPS = new Family(Family.Database.CORE, "groups");
    static final Family REGISTERS = new Family(Family.Database.CORE, "registers");

    /** Registers put aside: the key is the epoch (8 bytes), then as a register's. */
    static final Family EXPORTS = new Family(Family.Database.CORE, "exported-registers");

    /** Longer than every cell's key, so no cell can have it. */
    static final Bytes GENESIS_KEY = Bytes.utf8("genesis");

    /** There if this peer has ever given a lease. */
    static final Bytes LEASES_KEY = Bytes.utf8("leases");

    private static final byte VERSION = 1;
    private static final int CELL_BYTES = 4;
    private static final int BALLOT_BYTES = 8 + 8 + 8 + Hash.LENGTH;

    private GroupRecords() {}

    static Write write(Standing standing) {
        return new Write.Put(GROUPS, key(standing.cell()), bytes(standing));
    }

    static Write write(Cell cell, DocumentKey document, Register register) {
        return new Write.Put(REGISTERS, key(cell, document), bytes(register));
    }

    /** That this peer gives leases; one byte, the version. */
    static Write leases() {
        return new Write.Put(GROUPS, LEASES_KEY, Bytes.of(new byte[] {VERSION}));
    }

    /** A register of an epoch that is over. */
    static Write export(long epoch, Cell cell, DocumentKey document, Register register) {
        Bytes before = Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(epoch).array());
        return new Write.Put(EXPORTS, before.plus(key(cell, document)), bytes(register));
    }

    static Exports.Place exportPlace(Row row) {
        try {
            ByteBuffer key = ByteBuffer.wrap(row.key().toArray());
            long epoch = key.getLong();
            Cell cell = new Cell(key.getInt());
            Bytes name = row.key().slice(Long.BYTES + CELL_BYTES, row.key().length());
            return new Exports.Place(epoch, cell, document(name));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw new DamagedRowException(EXPORTS, row, e.toString());
        }
    }

    static Register exported(Row row) {
        try {
            return register(row.value());
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw new DamagedRowException(EXPORTS, row, e.toString());
        }
    }

    /** Removes all registers of a cell. */
    static Write removeRegisters(Cell cell) {
        return new Write.DeleteRange(Range.prefix(REGISTERS, key(cell)));
    }

    /** Where a document's register is. */
    static Range register(Cell cell, DocumentKey document) {
        return Range.key(REGISTERS, key(cell, document));
    }

    static Genesis genesis(Row row) {
        try {
            return Genesis.of(row.value());
        } catch (IllegalArgumentException e) {
            throw new DamagedRowException(GROUPS, row, String.valueOf(e.getMessage()));
        }
    }

    static Standing standing(Row row) {
        try {
            ByteBuffer in = ByteBuffer.wrap(row.value().toArray());
            checkVersion(in);
            Config config = Config.read(in);
            Config previous = in.get() == 0 ? config : Config.read(in);
            Ballot promised = ballot(in);
            Proposal next =
                    in.get() == 0
                            ? new Proposal.None()
                            : new Proposal.Accepted(ballot(in), Config.read(in));
            Successor frozen =
                    in.get() == 0 ? new Successor.None() : new Successor.Chosen(Config.read(in));
            Standing standing =
                    new Standing(
                            new Lineage(previous, config),
                            promised,
                            next,
                            frozen,
                            in.get() != 0,
                            in.getLong());
            checkEnd(in);
            if (!row.key().equals(key(config.cell())))
                throw new IllegalArgumentException("it is of another cell");
            return standing;
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw new DamagedRowException(GROUPS, row, e.toString());
        }
    }

    static Cell cellOf(Row register) {
        if (register.key().length() <= CELL_BYTES)
            throw new DamagedRowException(REGISTERS, register, "its key is too short");
        return new Cell(ByteBuffer.wrap(register.key().toArray()).getInt());
    }

    static GroupMessage.Held held(Row row) {
        try {
            Bytes name = row.key().slice(CELL_BYTES, row.key().length());
            return new GroupMessage.Held(document(name), register(row.value()));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw new DamagedRowException(REGISTERS, row, e.toString());
        }
    }

    private static DocumentKey document(Bytes name) {
        DocumentKey document = new DocumentKey(name.asUtf8());
        if (!Bytes.utf8(document.name()).equals(name))
            throw new IllegalArgumentException("its key is not UTF-8");
        return document;
    }

    private static Bytes bytes(Standing standing) {
        Bytes out = Bytes.of(new byte[] {VERSION}).plus(standing.config().bytes());
        out = out.plus(flag(!standing.lineage().isFirst()));
        if (!standing.lineage().isFirst()) out = out.plus(standing.lineage().previous().bytes());
        out = out.plus(bytes(standing.promised()));
        out =
                out.plus(
                        switch (standing.next()) {
                            case Proposal.None _ -> flag(false);
                            case Proposal.Accepted(Ballot ballot, Config config) ->
                                    flag(true).plus(bytes(ballot)).plus(config.bytes());
                        });
        out =
                out.plus(
                        switch (standing.frozen()) {
                            case Successor.None _ -> flag(false);
                            case Successor.Chosen(Config config) -> flag(true).plus(config.bytes());
                        });
        Bytes epoch =
                Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(standing.epochSeen()).array());
        return out.plus(flag(standing.settled())).plus(epoch);
    }

    /** A register's durable form, of which digests are made too. */
    static Bytes bytes(Register register) {
        Bytes last = register.last().bytes();
        List<Bytes> entries = register.unpublished().stream().map(PatchEntry::bytes).toList();
        int size = entries.stream().mapToInt(entry -> Integer.BYTES + entry.length()).sum();
        ByteBuffer out =
                ByteBuffer.allocate(
                        1 + BALLOT_BYTES + Integer.BYTES + last.length() + Integer.BYTES + size);
        out.put(VERSION).put(bytes(register.ballot()).toArray());
        out.putInt(last.length()).put(last.toArray()).putInt(entries.size());
        entries.forEach(entry -> out.putInt(entry.length()).put(entry.toArray()));
        return Bytes.of(out.array());
    }

    private static Register register(Bytes bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes.toArray());
        checkVersion(in);
        Ballot ballot = ballot(in);
        EntryHeader last = EntryHeader.of(sized(in));
        int count = in.getInt();
        List<PatchEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) entries.add(PatchEntry.of(sized(in)));
        checkEnd(in);
        return new Register(ballot, last, entries);
    }

    private static Bytes bytes(Ballot ballot) {
        return Bytes.of(
                ByteBuffer.allocate(BALLOT_BYTES)
                        .putLong(ballot.config().epoch())
                        .putLong(ballot.config().num())
                        .putLong(ballot.n())
                        .put(ballot.peer().value().value().toArray())
                        .array());
    }

    private static Ballot ballot(ByteBuffer in) {
        ConfigNumber number = new ConfigNumber(in.getLong(), in.getLong());
        long n = in.getLong();
        byte[] peer = new byte[Hash.LENGTH];
        in.get(peer);
        return new Ballot(number, n, new PeerId(new Hash(Bytes.of(peer))));
    }

    private static Bytes sized(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining())
            throw new IllegalArgumentException("a field of " + length + " bytes");
        byte[] bytes = new byte[length];
        in.get(bytes);
        return Bytes.of(bytes);
    }

    private static Bytes flag(boolean set) {
        return Bytes.of(new byte[] {(byte) (set ? 1 : 0)});
    }

    private static Bytes key(Cell cell) {
        return Bytes.of(ByteBuffer.allocate(CELL_BYTES).putInt(cell.number()).array());
    }

    private static Bytes key(Cell cell, DocumentKey document) {
        return key(cell).plus(Bytes.of(document.name().getBytes(StandardCharsets.UTF_8)));
    }

    private static void checkVersion(ByteBuffer in) {
        int version = in.get();
        if (version != VERSION)
            throw new IllegalArgumentException("version " + version + " is not known");
    }

    private static void checkEnd(ByteBuffer in) {
        if (in.hasRemaining())
            throw new IllegalArgumentException(in.remaining() + " bytes too many");
    }
}
