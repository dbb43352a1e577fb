package org.p2pltr.logpeer;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.p2pltr.entry.ChainHash;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.placement.LogSettings;
import org.p2pltr.placement.Segment;

/** The index of what a Log-Peer holds; the bodies stay on the disk. */
final class Shelf implements Holdings {
    private final TreeMap<DocumentKey, TreeMap<Long, List<Held>>> documents = new TreeMap<>();
    private final LogSettings settings;
    private long entries;
    private long bytes;

    private record Held(ChainHash hash, int size) {}

    /** A part of a range that fits into a message: up to which timestamp, and what is there. */
    record Page(Timestamp through, List<Slot> slots) {}

    Shelf(LogSettings settings) {
        this.settings = settings;
    }

    boolean contains(DocumentKey document, Slot slot) {
        return at(document, slot.ts().value()).stream().anyMatch(h -> h.hash().equals(slot.hash()));
    }

    /** The chain hashes kept at a place. */
    List<ChainHash> at(DocumentKey document, Timestamp ts) {
        return at(document, ts.value()).stream().map(Held::hash).toList();
    }

    void add(DocumentKey document, Slot slot, int size) {
        if (contains(document, slot)) return;
        documents
                .computeIfAbsent(document, d -> new TreeMap<>())
                .merge(slot.ts().value(), List.of(new Held(slot.hash(), size)), Shelf::both);
        entries++;
        bytes += size;
    }

    void remove(DocumentKey document, Slot slot) {
        TreeMap<Long, List<Held>> held = documents.get(document);
        if (held == null) return;
        List<Held> before = held.getOrDefault(slot.ts().value(), List.of());
        List<Held> after = before.stream().filter(h -> !h.hash().equals(slot.hash())).toList();
        if (after.size() == before.size()) return;
        entries--;
        bytes -= before.stream().filter(h -> !after.contains(h)).mapToLong(Held::size).sum();
        if (after.isEmpty()) held.remove(slot.ts().value());
        else held.put(slot.ts().value(), after);
        if (held.isEmpty()) documents.remove(document);
    }

    /** How much of a range fits into one answer; whole places, at least one. */
    Page page(DocumentKey document, TsRange range, boolean bodies) {
        List<Slot> slots = new ArrayList<>();
        int total = 0;
        for (var place : within(document, range).entrySet()) {
            List<Held> held = place.getValue();
            int size = bodies ? held.stream().mapToInt(Held::size).sum() : 800 * held.size();
            boolean full =
                    total + size > LogMessage.MAX_BYTES
                            || slots.size() + held.size() > LogMessage.MAX_ITEMS;
            if (!slots.isEmpty() && full) return new Page(new Timestamp(place.getKey() - 1), slots);
            Timestamp ts = new Timestamp(place.getKey());
            held.forEach(h -> slots.add(new Slot(ts, h.hash())));
            total += size;
        }
        return new Page(range.last(), slots);
    }

    LogRequest.Totals totals() {
        return new LogRequest.Totals(documents.size(), entries, bytes);
    }

    /** The first documents after a name, with what is held of each. */
    LogRequest.Kept kept(String after, int limit) {
        NavigableMap<DocumentKey, TreeMap<Long, List<Held>>> rest =
                after.isEmpty() ? documents : documents.tailMap(DocumentKey.of(after), false);
        return new LogRequest.Kept(
                rest.entrySet().stream()
                        .limit(limit)
                        .map(each -> kept(each.getKey(), each.getValue().values()))
                        .toList());
    }

    private LogRequest.KeptDocument kept(DocumentKey document, Collection<List<Held>> places) {
        List<Held> all = places.stream().flatMap(List::stream).toList();
        long size = all.stream().mapToLong(Held::size).sum();
        return new LogRequest.KeptDocument(document, ranges(document), all.size(), size);
    }

    @Override
    public List<TsRange> ranges(DocumentKey document) {
        List<TsRange> ranges = new ArrayList<>();
        for (long ts : documents.getOrDefault(document, new TreeMap<>()).keySet()) {
            Timestamp now = new Timestamp(ts);
            boolean goesOn = !ranges.isEmpty() && ranges.getLast().last().next().equals(now);
            if (goesOn) ranges.add(new TsRange(ranges.removeLast().first(), now));
            else ranges.add(new TsRange(now, now));
        }
        return ranges;
    }

    @Override
    public List<Slot> slots(Segment segment) {
        TsRange range = new TsRange(segment.first(settings), segment.last(settings));
        List<Slot> slots = new ArrayList<>();
        within(segment.document(), range)
                .forEach((ts, held) ->
                        held.forEach(h -> slots.add(new Slot(new Timestamp(ts), h.hash()))));
        slots.sort(null);
        return slots;
    }

    @Override
    public Hash digest(Segment segment) {
        List<Slot> slots = slots(segment);
        ByteBuffer all = ByteBuffer.allocate(slots.size() * (Long.BYTES + Hash.LENGTH));
        for (Slot slot : slots)
            all.putLong(slot.ts().value()).put(slot.hash().value().value().toArray());
        return Hash.of(Bytes.of(all.array()));
    }

    @Override
    public Optional<Segment> next(Optional<Segment> after) {
        if (after.isEmpty()) {
            return documents.isEmpty()
                    ? Optional.empty()
                    : Optional.of(first(documents.firstKey(), 1));
        }
        DocumentKey document = after.get().document();
        TreeMap<Long, List<Held>> held = documents.getOrDefault(document, new TreeMap<>());
        Long ts = held.higherKey(after.get().last(settings).value());
        if (ts != null) return Optional.of(first(document, ts));
        DocumentKey higher = documents.higherKey(document);
        return higher == null ? Optional.empty() : Optional.of(first(higher, 1));
    }

    @Override
    public int size(DocumentKey document, Slot slot) {
        return at(document, slot.ts().value()).stream()
                .filter(h -> h.hash().equals(slot.hash()))
                .mapToInt(Held::size)
                .sum();
    }

    private Segment first(DocumentKey document, long from) {
        TreeMap<Long, List<Held>> held = documents.getOrDefault(document, new TreeMap<>());
        Long ts = held.ceilingKey(from);
        return Segment.of(document, new Timestamp(ts == null ? from : ts), settings);
    }

    private List<Held> at(DocumentKey document, long ts) {
        return documents.getOrDefault(document, new TreeMap<>()).getOrDefault(ts, List.of());
    }

    private NavigableMap<Long, List<Held>> within(DocumentKey document, TsRange range) {
        return documents
                .getOrDefault(document, new TreeMap<>())
                .subMap(range.first().value(), true, range.last().value(), true);
    }

    private static List<Held> both(List<Held> before, List<Held> more) {
        List<Held> both = new ArrayList<>(before);
        both.addAll(more);
        return List.copyOf(both);
    }
}
