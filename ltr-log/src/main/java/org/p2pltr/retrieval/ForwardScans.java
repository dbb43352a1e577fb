package org.p2pltr.retrieval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.entry.ChainHash;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryHeader;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.MalformedEntryException;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Event;
import org.p2pltr.env.Result;
import org.p2pltr.env.Timer;
import org.p2pltr.env.Verifier;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;
import org.p2pltr.logpeer.LogMessage;
import org.p2pltr.logpeer.TsRange;
import org.p2pltr.placement.LogSettings;
import org.p2pltr.placement.Segment;
import org.p2pltr.placement.SegmentLocator;

/**
 * Reads the log forwards, from a head on, where no newer head is known: asks every replica of a
 * segment, checks each entry by its signature and takes the best chain. Part of {@link LogReader}.
 * Source: master-group.md §10, step 3.
 */
final class ForwardScans {
    /** Most timestamps of one answer. */
    static final int WINDOW = 64;

    /** Most rivals looked at of one place; further ones are a liar's. */
    static final int MAX_RIVALS = 64;

    /** Above all questions of the reader's other business, whose answers it also takes. */
    private static final long FIRST_QUESTION = 1L << 62;

    /** More of what is known, then longer, then the lower hash at the end. */
    private static Comparator<List<PatchEntry>> better(List<ChainHash> known) {
        return Comparator.<List<PatchEntry>>comparingLong(
                        chain -> chain.stream().filter(e -> known.contains(e.hash())).count())
                .thenComparingInt(List::size)
                .thenComparing(chain -> chain.getLast().hash().value(), Comparator.reverseOrder());
    }

    private final LogSettings settings;
    private final Verifier verifier;
    private final SegmentLocator locator;
    private final TreeMap<Long, Running> running = new TreeMap<>();
    private long lastQuestion = FIRST_QUESTION;

    /** {@code located}: of the Log-Peers' time, otherwise of the ring's. */
    private record Over(long scan, boolean located) implements Timer {}

    private record Extended(long scan, List<PatchEntry> chain) implements Result {}

    private static final class Running {
        final ScanNotice.Scan asked;
        final Segment segment;
        final TsRange range;
        final TreeSet<PeerId> open = new TreeSet<>();
        final TreeMap<Timestamp, TreeMap<Hash, PatchEntry>> found = new TreeMap<>();
        boolean located;
        int locates;
        boolean checking;

        Running(ScanNotice.Scan asked, Segment segment, TsRange range) {
            this.asked = asked;
            this.segment = segment;
            this.range = range;
        }
    }

    /** The locator is the reader's: the ring answers a role, not a part of it. */
    ForwardScans(LogSettings settings, Verifier verifier, SegmentLocator locator) {
        this.settings = settings;
        this.verifier = verifier;
        this.locator = locator;
    }

    /** Takes what belongs to a scan; false for everything else. */
    boolean takes(Event event, Effects.Collector out) {
        switch (event) {
            case Event.Told(ScanNotice.Scan asked) -> begin(asked, out);
            case Event.Elapsed(Over over) -> over(over, out);
            case Event.Computed(Extended extended) -> extended(extended, out);
            case Event.Received(PeerId from, LogMessage.Entries answer)
                    when answer.question() > FIRST_QUESTION ->
                    answered(from, answer, out);
            case Event.Started _,
                    Event.Received _,
                    Event.Elapsed _,
                    Event.Told _,
                    Event.Asked _,
                    Event.Found _,
                    Event.Computed _ -> {
                return false;
            }
        }
        return true;
    }

    /** The ring told where a segment is. */
    void located(Effects.Collector out) {
        for (var each : List.copyOf(running.entrySet()))
            askAll(each.getKey(), each.getValue(), out);
    }

    private void begin(ScanNotice.Scan asked, Effects.Collector out) {
        Timestamp first = asked.have().ts().next();
        if (first.value() > EntryHeader.MAX_TS) {
            tell(asked, List.of(), 0, out);
            return;
        }
        Segment segment = Segment.of(asked.document(), first, settings);
        long last = Math.min(segment.last(settings).value(), first.value() + WINDOW - 1);
        Running scan = new Running(asked, segment, new TsRange(first, new Timestamp(last)));
        long number = ++lastQuestion;
        running.put(number, scan);
        askAll(number, scan, out);
        if (scan.located) return;
        if (!locator.isAsking(segment)) out.add(locator.locate(segment));
        out.timer(LogReader.LOCATE_TIME, new Over(number, false));
    }

    private void askAll(long number, Running scan, Effects.Collector out) {
        var where = locator.known(scan.segment);
        if (scan.located || where.isEmpty()) return;
        scan.located = true;
        scan.open.addAll(where.get().all());
        for (PeerId peer : scan.open) ask(number, scan, peer, scan.range.first(), out);
        out.timer(LogReader.REPLICA_TIME, new Over(number, true));
    }

    private static void ask(
            long number, Running scan, PeerId peer, Timestamp from, Effects.Collector out) {
        TsRange rest = new TsRange(from, scan.range.last());
        out.send(peer, new LogMessage.LogGet(number, scan.asked.document(), rest, true));
    }

    private void answered(PeerId from, LogMessage.Entries answer, Effects.Collector out) {
        long number = answer.question();
        Running scan = running.get(number);
        if (scan == null || scan.checking || !scan.open.contains(from)) return;
        for (PatchEntry entry : answer.entries()) {
            if (!scan.range.contains(entry.ts())) continue;
            var rivals = scan.found.computeIfAbsent(entry.ts(), _ -> new TreeMap<>());
            if (rivals.size() < MAX_RIVALS) rivals.putIfAbsent(entry.hash().value(), entry);
        }
        Timestamp next = answer.through().next();
        boolean goesOn = scan.range.first().isBefore(next) && scan.range.contains(next);
        if (goesOn) {
            ask(number, scan, from, next, out);
        } else {
            scan.open.remove(from);
            if (scan.open.isEmpty()) check(number, scan, out);
        }
    }

    /** Some are silent, or the ring is. */
    private void over(Over over, Effects.Collector out) {
        long number = over.scan();
        Running scan = running.get(number);
        if (scan == null || scan.checking || scan.located != over.located()) return;
        if (scan.located) {
            check(number, scan, out);
        } else if (++scan.locates > LogReader.MAX_LOCATES) {
            running.remove(number);
            tell(scan.asked, List.of(), settings.functions(), out);
        } else {
            out.add(locator.locate(scan.segment))
                    .timer(LogReader.LOCATE_TIME, new Over(number, false));
        }
    }

    private void check(long number, Running scan, Effects.Collector out) {
        scan.checking = true;
        Verifier by = verifier;
        List<PatchEntry> all =
                scan.found.values().stream().flatMap(rivals -> rivals.values().stream()).toList();
        out.add(new Effect.Compute(() -> new Extended(number, best(scan.asked, all, by))));
    }

    private void extended(Extended extended, Effects.Collector out) {
        Running scan = running.remove(extended.scan());
        if (scan != null) tell(scan.asked, extended.chain(), scan.open.size(), out);
    }

    private static void tell(
            ScanNotice.Scan asked, List<PatchEntry> entries, int silent, Effects.Collector out) {
        var answer = new ScanNotice.Scanned(asked.question(), asked.document(), entries, silent);
        out.add(new Effect.Tell(asked.asker(), answer));
    }

    /**
     * The best chain from a head on, so that whoever knows the same finds the same. Entries in
     * rising order of timestamps.
     */
    private static List<PatchEntry> best(
            ScanNotice.Scan asked, List<PatchEntry> entries, Verifier verifier) {
        TreeMap<Hash, List<PatchEntry>> chains = new TreeMap<>();
        Head have = asked.have();
        chains.put(have.hash().value(), List.of());
        Comparator<List<PatchEntry>> better = better(asked.known());
        List<PatchEntry> best = List.of();
        for (PatchEntry entry : entries) {
            List<PatchEntry> before = chains.get(entry.header().previous().value());
            boolean follows =
                    before != null && entry.ts().value() == have.ts().value() + before.size() + 1;
            if (!follows || !isGood(asked.document(), entry, verifier)) continue;
            List<PatchEntry> chain = new ArrayList<>(before);
            chain.add(entry);
            chains.put(entry.hash().value(), chain);
            if (best.isEmpty() || better.compare(chain, best) > 0) best = chain;
        }
        return best;
    }

    private static boolean isGood(DocumentKey document, PatchEntry entry, Verifier verifier) {
        try {
            entry.verify(document, verifier);
            return true;
        } catch (MalformedEntryException notItsAuthors) {
            return false;
        }
    }
}
