package org.p2pltr.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Family;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Notice;
import org.p2pltr.env.Range;
import org.p2pltr.env.ReadTag;
import org.p2pltr.env.Result;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;

/**
 * Keeps blocks and answers with them. A block that is there already is acknowledged again, and
 * nobody hears "stored" before the disk has synced. Source: ring.md, "Storage in the DHT".
 */
public final class BlockKeeper implements Role {
    /** This role's name. */
    public static final RoleName NAME = new RoleName("block-keeper");

    /** Most bytes of values being checked at a time; more are dropped and come again. */
    public static final int MAX_CHECKING_BYTES = 32 * 1024 * 1024;

    /** Most reads for other peers at a time; more are dropped, the askers go elsewhere. */
    public static final int MAX_READS = 32;

    private final Shelf shelf = new Shelf();
    private final List<BlockEvent> damage = new ArrayList<>();
    private final List<Write> mending = new ArrayList<>();
    private long checkingBytes;
    private int reads;

    /** A read for another peer, or, without one, only to see whether the block is whole. */
    private record Got(Optional<PeerId> asker, BlockMessage.Get question) implements ReadTag {}

    private record Read(Got got, Optional<Bytes> value, boolean whole) implements Result {}

    private record Checked(PeerId from, BlockMessage.Put put, boolean whole) implements Result {}

    /** Told to the keeper: read this block, and drop it if it is damaged. */
    record Inspect(BlockName name) implements Notice {}

    /** What this peer keeps, for the blocks' other roles. */
    Shelf shelf() {
        return shelf;
    }

    @Override
    public RoleName name() {
        return NAME;
    }

    @Override
    public List<Class<?>> takes() {
        return List.of(BlockMessage.ToKeeper.class, BlockRequest.BlockTotalsAsked.class);
    }

    @Override
    public List<Range> remembers() {
        return List.of(Range.all(BlockRecords.INDEX));
    }

    /** A damaged row is dropped and reported: blocks are mended from other peers. */
    @Override
    public void remember(Family family, Row row) {
        try {
            shelf.add(BlockRecords.name(row.key()), BlockRecords.size(row));
        } catch (IllegalArgumentException e) {
            damage.add(new BlockEvent.DamagedBlockDropped(row.key().toString()));
            mending.addAll(BlockRecords.deletes(row.key()));
        }
    }

    @Override
    public Effects on(Event event, Environment world) {
        return switch (event) {
            case Event.Started() -> started();
            case Event.Received(PeerId from, BlockMessage.ToKeeper message) ->
                    received(from, message);
            case Event.Told(Inspect(BlockName name)) ->
                    read(new Got(Optional.empty(), new BlockMessage.Get(0, name)));
            case Event.Found(Got got, List<Row> rows, boolean _) -> found(got, rows);
            case Event.Computed(Checked checked) -> checked(checked);
            case Event.Computed(Read read) -> answered(read);
            case Event.Asked(AskId id, BlockRequest.BlockTotalsAsked()) ->
                    Effects.of(new Effect.Answer(id, shelf.totals()));
            case Event.Received _,
                    Event.Elapsed _,
                    Event.Told _,
                    Event.Asked _,
                    Event.Found _,
                    Event.Computed _ ->
                    Effects.none();
        };
    }

    private Effects started() {
        Effects.Collector out = new Effects.Collector(Lane.MAIN);
        if (!mending.isEmpty()) out.add(new Effect.Persist(mending));
        damage.forEach(out::report);
        mending.clear();
        damage.clear();
        return out.effects();
    }

    private Effects received(PeerId from, BlockMessage.ToKeeper message) {
        return switch (message) {
            case BlockMessage.Put put -> put(from, put);
            case BlockMessage.Get get -> get(from, get);
        };
    }

    private Effects put(PeerId from, BlockMessage.Put put) {
        // Held already, it may still be syncing: the lane's barrier holds this answer too.
        if (shelf.contains(put.name())) return stored(from, put);
        int bytes = put.value().length();
        if (checkingBytes + bytes > MAX_CHECKING_BYTES) return Effects.none();
        checkingBytes += bytes;
        return Effects.of(
                new Effect.Compute(() ->
                        new Checked(from, put, Hash.of(put.value()).equals(put.name().key()))));
    }

    private static Effects stored(PeerId from, BlockMessage.Put put) {
        return put.repair()
                ? Effects.none()
                : Effects.of(new Effect.Send(from, new BlockMessage.Stored(put.name())));
    }

    private Effects checked(Checked checked) {
        BlockMessage.Put put = checked.put();
        PeerId from = checked.from();
        BlockName name = put.name();
        checkingBytes -= put.value().length();
        Effects.Collector out = new Effects.Collector(Lane.MAIN);
        if (!checked.whole()) {
            out.report(new BlockEvent.BlockRefused(name, from));
            var refusal = new BlockMessage.NotStored(name, BlockMessage.Refusal.NOT_ITS_KEY);
            if (!put.repair()) out.sendAtOnce(from, refusal);
            return out.effects();
        }
        if (!shelf.contains(name)) {
            shelf.add(name, put.value().length());
            out.add(new Effect.Persist(BlockRecords.writes(name, put.value())));
            out.report(
                    put.repair()
                            ? new BlockEvent.BlockRepaired(name, from)
                            : new BlockEvent.BlockStored(name, from));
        }
        return out.add(stored(from, put)).effects();
    }

    private Effects get(PeerId from, BlockMessage.Get get) {
        return shelf.contains(get.name())
                ? read(new Got(Optional.of(from), get))
                : missing(from, get);
    }

    private Effects read(Got got) {
        if (reads >= MAX_READS) return Effects.none();
        reads++;
        return Effects.of(BlockRecords.read(got.question().name(), got));
    }

    private static Effects missing(PeerId from, BlockMessage.Get get) {
        return Effects.of(
                new Effect.AtOnce(
                        new Effect.Send(
                                from, new BlockMessage.Missing(get.question(), get.name()))));
    }

    private Effects found(Got got, List<Row> rows) {
        BlockName name = got.question().name();
        Optional<Bytes> value = rows.stream().findFirst().map(Row::value);
        return Effects.of(
                new Effect.Compute(() ->
                        new Read(
                                got,
                                value,
                                value.map(Hash::of).filter(name.key()::equals).isPresent())));
    }

    private Effects answered(Read read) {
        reads--;
        BlockMessage.Get get = read.got().question();
        Effects.Collector out = new Effects.Collector(Lane.MAIN);
        if (!read.whole()) out.add(damaged(get.name()));
        read.got()
                .asker()
                .ifPresent(asker -> {
                    // A block proves itself, so the answer need not wait for the disk.
                    if (read.whole()) out.sendAtOnce(asker, found(get, read.value().orElseThrow()));
                    else out.add(missing(asker, get));
                });
        return out.effects();
    }

    private static BlockMessage found(BlockMessage.Get get, Bytes value) {
        return new BlockMessage.Found(get.question(), get.name(), value);
    }

    /** Dropped here, it is missed at the next comparison and comes again from the other holder. */
    private Effects damaged(BlockName name) {
        if (!shelf.contains(name)) return Effects.none();
        shelf.remove(name);
        return Effects.of(
                new Effect.Persist(BlockRecords.deletes(BlockRecords.key(name))),
                new Effect.Report(new BlockEvent.DamagedBlockDropped(name.toString())));
    }
}
