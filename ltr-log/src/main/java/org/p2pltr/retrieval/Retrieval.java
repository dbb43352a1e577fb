package org.p2pltr.retrieval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.entry.ChainHash;
import org.p2pltr.entry.EntryHeader;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.entry.VerifiedEntries;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;
import org.p2pltr.logpeer.LogEvent;
import org.p2pltr.placement.LogSettings;
import org.p2pltr.placement.Segment;

/**
 * What is known of one retrieval: the chain proven so far from the top, and the bodies that it
 * proves. Pure state; {@link LogReader} talks to the others. First the chain is proven backwards
 * from {@code upTo} to {@code have}, then the bodies are gathered forwards, a page at a time.
 * Source: master-group.md §7; log.md, "Retrieval in total order".
 */
final class Retrieval {
    /** About the most bytes of one page; at least one entry. */
    static final int PAGE_BYTES = 4 * 1024 * 1024;

    /** Ranges up to this many entries are fetched with bodies at once: one round trip. */
    static final int DIRECT = 64;

    /** Most candidates kept of one place before the chain chooses. */
    static final int MAX_CANDIDATES = 64;

    private final PeerId self;
    private final RetrievalNotice.Retrieve asked;
    private final LogSettings settings;
    private final TreeMap<Long, List<EntryHeader>> candidates = new TreeMap<>();
    private final TreeMap<Long, List<Loose>> loose = new TreeMap<>();
    private final TreeMap<Long, ChainHash> proven = new TreeMap<>();
    private final TreeMap<Long, Loose> bodies = new TreeMap<>();
    private final TreeMap<Long, SegmentPass> passes = new TreeMap<>();
    private final TreeMap<PeerId, TreeSet<Long>> lacking = new TreeMap<>();
    private final TreeSet<Hash> refuted = new TreeSet<>();
    private final List<LogEvent> events = new ArrayList<>();
    private Head cursor;
    private boolean chainDone;

    /** An entry and who gave it; this peer itself for what came with the question. */
    private record Loose(PatchEntry entry, PeerId from) {}

    /** What a retrieval needs next. */
    sealed interface Need {
        /** These passes go on; nothing is decided yet. */
        record Fetch(List<SegmentPass> passes) implements Need {}

        /** A page is there, signatures unchecked. */
        record Page(List<PatchEntry> entries, boolean complete) implements Need {}

        /** No replica has it. */
        record Lost(Timestamp ts) implements Need {}

        /** The chain does not go through {@code have}. */
        record Other() implements Need {}
    }

    Retrieval(PeerId self, RetrievalNotice.Retrieve asked, LogSettings settings) {
        this.self = self;
        this.asked = asked;
        this.settings = settings;
        this.cursor = asked.upTo();
        asked.known().forEach(entry -> take(entry, self));
    }

    RetrievalNotice.Retrieve asked() {
        return asked;
    }

    /** The chain hashes proven so far, for the next page of the same history. */
    SortedMap<Long, ChainHash> proven() {
        return proven;
    }

    /** Uses a chain proven before, if it is of the same head and goes through {@code have}. */
    void startFrom(Head upTo, SortedMap<Long, ChainHash> chain) {
        boolean same = upTo.equals(asked.upTo());
        if (!same || !asked.have().hash().equals(chain.get(asked.have().ts().value()))) return;
        proven.putAll(chain.tailMap(asked.have().ts().value() + 1));
        cursor = asked.have();
        loose.values().forEach(list -> list.forEach(this::keepIfProven));
    }

    /** An entry came; true if it was of use or may become so. */
    void take(PatchEntry entry, PeerId from) {
        long ts = entry.ts().value();
        if (!inRange(ts) || refuted.contains(VerifiedEntries.key(entry))) return;
        if (proven.containsKey(ts)) {
            keepIfProven(new Loose(entry, from));
            return;
        }
        addNewest(loose.computeIfAbsent(ts, t -> new ArrayList<>()), new Loose(entry, from));
        take(entry.header());
    }

    /** A header came. */
    void take(EntryHeader header) {
        long ts = header.ts().value();
        if (!inRange(ts) || proven.containsKey(ts)) return;
        addNewest(candidates.computeIfAbsent(ts, t -> new ArrayList<>()), header);
    }

    /** A body's signature or label is not its author's: it is never taken again. */
    void refute(PatchEntry entry) {
        refuted.add(VerifiedEntries.key(entry));
        Loose gone = bodies.remove(entry.ts().value());
        if (gone != null) contradict(gone.from(), entry.ts(), "its signature is not its author's");
    }

    /** True if none of a page's entries was refuted meanwhile. */
    boolean holdsAll(List<PatchEntry> page) {
        return page.stream()
                .allMatch(e -> {
                    Loose body = bodies.get(e.ts().value());
                    return body != null && body.entry().equals(e);
                });
    }

    /** What was found missing at places, as far as its entries are in the page. */
    SortedMap<PeerId, List<PatchEntry>> toPutBack(List<PatchEntry> page) {
        TreeMap<PeerId, List<PatchEntry>> back = new TreeMap<>();
        for (PatchEntry entry : page)
            lacking.forEach((peer, missed) -> {
                if (missed.contains(entry.ts().value()))
                    back.computeIfAbsent(peer, p -> new ArrayList<>()).add(entry);
            });
        return back;
    }

    /** What was found out about replicas since the last call. */
    List<LogEvent> events() {
        List<LogEvent> since = List.copyOf(events);
        events.clear();
        return since;
    }

    /** Looks how far what has come suffices. */
    Need need(int atOnce) {
        if (!chainDone) {
            prove();
            if (cursor.ts().value() > asked.have().ts().value()) return chainNeed(atOnce);
            if (!cursor.hash().equals(asked.have().hash())) return new Need.Other();
            chainDone = true;
            passes.clear();
        }
        List<PatchEntry> page = new ArrayList<>();
        long bytes = 0;
        for (long ts = first(); ts <= last(); ts++) {
            Loose body = bodies.get(ts);
            if (body == null) return bodyNeed(ts, atOnce);
            PatchEntry entry = body.entry();
            bytes += entry.size();
            if (bytes > PAGE_BYTES && !page.isEmpty()) return new Need.Page(page, false);
            page.add(entry);
        }
        return new Need.Page(page, true);
    }

    /** The pass of a segment's replica was of no use for what is needed there. */
    void goOn(SegmentPass pass, long stuck) {
        pass.place().ifPresent(peer -> missing(pass, peer));
        // Until the chain is proven the candidates below may all be lies: they are asked for again.
        pass.nextReplica(chainDone ? Math.min(firstLacking(pass), stuck) : pass.low());
    }

    private void prove() {
        while (cursor.ts().value() > asked.have().ts().value()) {
            long ts = cursor.ts().value();
            ChainHash wanted = cursor.hash();
            Optional<EntryHeader> header =
                    candidates.getOrDefault(ts, List.of()).stream()
                            .filter(h -> h.hash().equals(wanted))
                            .findFirst();
            if (header.isEmpty()) return;
            proven.put(ts, wanted);
            candidates.remove(ts);
            List<Loose> known = loose.remove(ts);
            if (known != null) known.forEach(this::keepIfProven);
            cursor = header.get().before();
        }
    }

    private Need chainNeed(int atOnce) {
        long stuck = cursor.ts().value();
        boolean direct = last() - first() < DIRECT;
        SegmentPass top = pass(stuck, direct, cursor.ts().value());
        while (top.heard() && !top.exhausted()) {
            if (candidates.containsKey(stuck))
                top.replica()
                        .ifPresent(peer -> contradict(peer, cursor.ts(), "the chain refutes it"));
            goOn(top, stuck);
        }
        if (top.exhausted()) return new Need.Lost(cursor.ts());
        List<SegmentPass> open = new ArrayList<>(List.of(top));
        long below = top.segment().first(settings).value() - 1;
        while (below >= first() && open.size() < atOnce) {
            SegmentPass next = pass(below, direct, below);
            open.add(next);
            below = next.segment().first(settings).value() - 1;
        }
        return new Need.Fetch(open);
    }

    private Need bodyNeed(long stuck, int atOnce) {
        SegmentPass bottom = pass(stuck, true, last());
        while (bottom.heard() && !bottom.exhausted()) goOn(bottom, stuck);
        if (bottom.exhausted()) return new Need.Lost(new Timestamp(stuck));
        List<SegmentPass> open = new ArrayList<>(List.of(bottom));
        long above = bottom.segment().last(settings).value() + 1;
        while (above <= last() && open.size() < atOnce) {
            SegmentPass next = pass(above, true, last());
            open.add(next);
            above = next.segment().last(settings).value() + 1;
        }
        return new Need.Fetch(open);
    }

    private SegmentPass pass(long ts, boolean withBodies, long upTo) {
        Segment segment = Segment.of(asked.document(), new Timestamp(ts), settings);
        long low = Math.max(first(), segment.first(settings).value());
        long high = Math.min(upTo, Math.min(last(), segment.last(settings).value()));
        return passes.computeIfAbsent(
                segment.number(),
                n -> {
                    SegmentPass pass = new SegmentPass(segment, withBodies, low, high);
                    // Of what came with the question or earlier nothing is asked again.
                    if (chainDone) pass.startAt(firstLacking(pass));
                    return pass;
                });
    }

    private void missing(SegmentPass pass, PeerId peer) {
        TreeSet<Long> missed = lacking.computeIfAbsent(peer, p -> new TreeSet<>());
        for (long ts = pass.low(); ts <= pass.high(); ts++) if (lacks(ts)) missed.add(ts);
    }

    private long firstLacking(SegmentPass pass) {
        for (long ts = pass.low(); ts <= pass.high(); ts++) if (lacks(ts)) return ts;
        return pass.high();
    }

    private boolean lacks(long ts) {
        if (chainDone) return !bodies.containsKey(ts);
        return !proven.containsKey(ts) && !candidates.containsKey(ts);
    }

    private void keepIfProven(Loose loosely) {
        long ts = loosely.entry().ts().value();
        if (!loosely.entry().hash().equals(proven.get(ts))) return;
        if (!refuted.contains(VerifiedEntries.key(loosely.entry())))
            bodies.putIfAbsent(ts, loosely);
    }

    private void contradict(PeerId from, Timestamp ts, String why) {
        if (from.equals(self)) return;
        events.add(new LogEvent.ReplicaRefuted(asked.document(), from, ts, why));
    }

    /** The newest drives out the oldest: so many lies of one replica cannot keep out the truth. */
    private static <T> void addNewest(List<T> list, T next) {
        if (list.size() == MAX_CANDIDATES) list.removeFirst();
        list.add(next);
    }

    private boolean inRange(long ts) {
        return ts >= first() && ts <= last();
    }

    private long first() {
        return asked.have().ts().value() + 1;
    }

    private long last() {
        return asked.upTo().ts().value();
    }
}
