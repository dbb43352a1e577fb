package org.p2pltr.logpeer;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.p2pltr.entry.ChainHash;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryHeader;
import org.p2pltr.entry.MalformedEntryException;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Family;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Range;
import org.p2pltr.env.ReadTag;
import org.p2pltr.env.Result;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Row;
import org.p2pltr.env.Verifier;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.PeerId;
import org.p2pltr.placement.LogSettings;

/**
 * Keeps entries and answers with them. Entries are named by (document, ts, H): one that is there
 * already is acknowledged again, and nobody hears "stored" before the disk has synced. Source:
 * log.md; master-group.md §7.
 */
public final class LogPeer implements Role {
    /** This role's name. */
    public static final RoleName NAME = new RoleName("log-peer");

    /** Most entries kept of one place: a liar could have come first. */
    public static final int MAX_RIVALS = 4;

    /** About the most bytes of entries being checked at a time; more are dropped and come again. */
    public static final int MAX_CHECKING_BYTES = 64 * 1024 * 1024;

    /** Most reads for other peers at a time; more are dropped, the askers go elsewhere. */
    public static final int MAX_READS = 64;

    private final Shelf shelf;
    private final Verifier verifier;
    private final List<LogEvent> damage = new ArrayList<>();
    private final List<Write> mending = new ArrayList<>();
    private long checkingBytes;
    private int reads;

    private record Got(PeerId asker, LogMessage.LogGet question, Shelf.Page page)
            implements ReadTag {}

    private record Checked(
            PeerId from,
            LogMessage.LogPut put,
            List<PatchEntry> good,
            TreeMap<Slot, String> bad,
            long bytes)
            implements Result {}

    /** A Log-Peer that checks signatures with the verifier. */
    public LogPeer(LogSettings settings, Verifier verifier) {
        this.shelf = new Shelf(settings);
        this.verifier = verifier;
    }

    /** What this Log-Peer holds, for the other log roles of this peer. */
    public Holdings holdings() {
        return shelf;
    }

    @Override
    public RoleName name() {
        return NAME;
    }

    @Override
    public List<Class<?>> takes() {
        return List.of(
                LogMessage.ToLogPeer.class,
                LogRequest.LogHoldingsAsked.class,
                LogRequest.LogTotalsAsked.class,
                LogRequest.LogDocumentsAsked.class);
    }

    @Override
    public List<Range> remembers() {
        return List.of(Range.all(LogRecords.HEADERS));
    }

    /** A damaged row is dropped and reported: the log is mended from other peers. */
    @Override
    public void remember(Family family, Row row) {
        try {
            LogRecords.Indexed indexed = LogRecords.indexed(row);
            shelf.add(indexed.document(), indexed.slot(), indexed.size());
        } catch (MalformedEntryException e) {
            damage.add(
                    new LogEvent.DamagedRowDropped(
                            row.key().toString(), String.valueOf(e.getMessage())));
            mending.addAll(LogRecords.deletes(row.key()));
        }
    }

    @Override
    public Effects on(Event event, Environment world) {
        return switch (event) {
            case Event.Started() -> started();
            case Event.Received(PeerId from, LogMessage.ToLogPeer message) ->
                    received(from, message);
            case Event.Computed(Checked checked) -> checked(checked);
            case Event.Found(Got got, List<Row> rows, boolean more) -> found(got, rows);
            case Event.Asked(AskId id, LogRequest request) -> asked(id, request);
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

    private Effects received(PeerId from, LogMessage.ToLogPeer message) {
        return switch (message) {
            case LogMessage.LogPut put -> put(from, put);
            case LogMessage.LogGet get -> get(from, get);
            case LogMessage.AskHoldings(long question, DocumentKey document) ->
                    holdings(from, question, document);
        };
    }

    private Effects put(PeerId from, LogMessage.LogPut put) {
        List<PatchEntry> unknown = new ArrayList<>();
        List<Slot> known = new ArrayList<>();
        for (PatchEntry entry : put.entries()) {
            Slot slot = Slot.of(entry);
            if (shelf.contains(put.document(), slot)) known.add(slot);
            else unknown.add(entry);
        }
        Effects.Collector out = new Effects.Collector(Lane.MAIN);
        // The first copy may still be syncing: the lane's barrier holds this answer too.
        if (!known.isEmpty() && !put.repair())
            out.send(from, new LogMessage.Stored(put.document(), known));
        long bytes = unknown.stream().mapToLong(PatchEntry::size).sum();
        if (!unknown.isEmpty() && checkingBytes + bytes <= MAX_CHECKING_BYTES) {
            checkingBytes += bytes;
            Verifier by = verifier;
            out.add(new Effect.Compute(() -> check(from, put, unknown, bytes, by)));
        }
        return out.effects();
    }

    private static Checked check(
            PeerId from,
            LogMessage.LogPut put,
            List<PatchEntry> entries,
            long bytes,
            Verifier verifier) {
        List<PatchEntry> good = new ArrayList<>();
        TreeMap<Slot, String> bad = new TreeMap<>();
        for (PatchEntry entry : entries) {
            try {
                entry.verify(put.document(), verifier);
                good.add(entry);
            } catch (MalformedEntryException e) {
                bad.put(Slot.of(entry), String.valueOf(e.getMessage()));
            }
        }
        return new Checked(from, put, good, bad, bytes);
    }

    private Effects checked(Checked checked) {
        checkingBytes -= checked.bytes();
        DocumentKey document = checked.put().document();
        PeerId from = checked.from();
        List<Write> writes = new ArrayList<>();
        List<Slot> stored = new ArrayList<>();
        List<Timestamp> added = new ArrayList<>();
        Effects.Collector out = new Effects.Collector(Lane.MAIN);
        Effects.Collector after = new Effects.Collector(Lane.MAIN);
        for (PatchEntry entry : checked.good()) {
            Slot slot = Slot.of(entry);
            List<ChainHash> others = shelf.at(document, slot.ts());
            if (!others.contains(slot.hash())) {
                if (!others.isEmpty())
                    after.report(new LogEvent.RivalFound(document, from, entry.header(), others));
                if (others.size() >= MAX_RIVALS) {
                    after.add(refusal(checked, slot, LogMessage.Refusal.FULL, "too many rivals"));
                    continue;
                }
                writes.addAll(LogRecords.writes(document, entry));
                shelf.add(document, slot, entry.size());
                added.add(slot.ts());
            }
            stored.add(slot);
        }
        checked.bad()
                .forEach((slot, why) ->
                        after.add(refusal(checked, slot, LogMessage.Refusal.MALFORMED, why)));
        if (!writes.isEmpty()) out.add(new Effect.Persist(writes));
        if (!stored.isEmpty() && !checked.put().repair())
            out.send(from, new LogMessage.Stored(document, stored));
        if (!added.isEmpty())
            out.report(
                    checked.put().repair()
                            ? new LogEvent.EntriesRepaired(document, from, added)
                            : new LogEvent.EntriesStored(document, from, added));
        return out.add(after.effects()).effects();
    }

    private static Effects refusal(
            Checked checked, Slot slot, LogMessage.Refusal why, String because) {
        DocumentKey document = checked.put().document();
        Effects.Collector out = new Effects.Collector(Lane.MAIN);
        if (!checked.put().repair())
            out.sendAtOnce(checked.from(), new LogMessage.NotStored(document, slot, why));
        return out.report(new LogEvent.EntryRefused(document, checked.from(), slot.ts(), because))
                .effects();
    }

    private Effects get(PeerId from, LogMessage.LogGet get) {
        Shelf.Page page = shelf.page(get.document(), get.range(), get.bodies());
        if (page.slots().isEmpty()) return answer(new Got(from, get, page), List.of());
        if (reads >= MAX_READS) return Effects.none();
        reads++;
        TsRange range = new TsRange(get.range().first(), page.through());
        Range rows =
                get.bodies()
                        ? LogRecords.entries(get.document(), range)
                        : LogRecords.headers(get.document(), range);
        // The index has decided how much is read, so the byte limit is only a net under it.
        return Effects.of(
                new Effect.Read(
                        rows, page.slots().size(), Integer.MAX_VALUE, new Got(from, get, page)));
    }

    private Effects found(Got got, List<Row> rows) {
        reads--;
        return answer(got, rows);
    }

    private Effects answer(Got got, List<Row> rows) {
        LogMessage.LogGet get = got.question();
        Effects.Collector out = new Effects.Collector(Lane.MAIN);
        List<PatchEntry> entries = new ArrayList<>();
        List<EntryHeader> headers = new ArrayList<>();
        List<Slot> lost = new ArrayList<>(got.page().slots());
        for (Row row : rows) {
            try {
                lost.remove(LogRecords.slot(row.key()));
                if (get.bodies()) entries.add(LogRecords.entry(row));
                else headers.add(LogRecords.header(row));
            } catch (MalformedEntryException e) {
                out.add(damaged(get.document(), row.key(), String.valueOf(e.getMessage())));
            }
        }
        for (Slot slot : lost)
            out.add(damaged(get.document(), LogRecords.key(get.document(), slot), "not there"));
        LogMessage.ToReader answer =
                get.bodies()
                        ? new LogMessage.Entries(
                                get.question(), get.document(), got.page().through(), entries)
                        : new LogMessage.Headers(
                                get.question(), get.document(), got.page().through(), headers);
        // Entries prove themselves, so the answer need not wait for the disk.
        return out.sendAtOnce(got.asker(), answer).effects();
    }

    private Effects damaged(DocumentKey document, Bytes key, String why) {
        shelf.remove(document, LogRecords.slot(key));
        return Effects.of(
                new Effect.Persist(LogRecords.deletes(key)),
                new Effect.Report(new LogEvent.DamagedRowDropped(key.toString(), why)));
    }

    private Effects holdings(PeerId from, long question, DocumentKey document) {
        List<TsRange> ranges = shelf.ranges(document).stream().limit(LogMessage.MAX_ITEMS).toList();
        return Effects.of(
                new Effect.AtOnce(
                        new Effect.Send(
                                from, new LogMessage.Holdings(question, document, ranges))));
    }

    private Effects asked(AskId id, LogRequest request) {
        return switch (request) {
            case LogRequest.LogHoldingsAsked(DocumentKey document) ->
                    Effects.of(
                            new Effect.Answer(
                                    id, new LogRequest.Held(document, shelf.ranges(document))));
            case LogRequest.LogDocumentsAsked(String after, int limit) ->
                    Effects.of(new Effect.Answer(id, shelf.kept(after, limit)));
            case LogRequest.LogTotalsAsked() -> Effects.of(new Effect.Answer(id, shelf.totals()));
        };
    }
}
