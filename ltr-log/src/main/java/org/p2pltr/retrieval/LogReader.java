package org.p2pltr.retrieval;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.p2pltr.entry.ChainHash;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryHeader;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.MalformedEntryException;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.entry.VerifiedEntries;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Notice;
import org.p2pltr.env.Result;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Timer;
import org.p2pltr.env.Verifier;
import org.p2pltr.id.PeerId;
import org.p2pltr.logpeer.Batches;
import org.p2pltr.logpeer.LogEvent;
import org.p2pltr.logpeer.LogMessage;
import org.p2pltr.placement.LogSettings;
import org.p2pltr.placement.Segment;
import org.p2pltr.placement.SegmentLocator;
import org.p2pltr.ring.RingNotice;

/**
 * Fetches entries in total order for the other roles of this peer, from whichever replicas have
 * them, and puts back what a place was found to miss. Source: log.md, "Retrieval in total order";
 * master-group.md §7.
 */
public final class LogReader implements Role {
    /** This role's name. */
    public static final RoleName NAME = new RoleName("log-reader");

    /** Most retrievals at a time; further ones wait. */
    public static final int MAX_ACTIVE = 16;

    /** Most retrievals that wait; further ones are answered "missing", so the asker tries later. */
    public static final int MAX_WAITING = 4096;

    /** Most segments of one retrieval asked for at a time. */
    public static final int MAX_PARALLEL = 8;

    /** Time after which a silent replica is passed by; its late answer is still taken. */
    public static final Duration REPLICA_TIME = Duration.ofSeconds(2);

    /** Time after which places that the ring did not tell are asked for again. */
    public static final Duration LOCATE_TIME = Duration.ofSeconds(2);

    /** How often the ring is asked again before the entries count as missing. */
    public static final int MAX_LOCATES = 5;

    private static final int CHECK_TOGETHER = 64;
    private static final int MAX_CHAINS = 8;

    private final PeerId self;
    private final LogSettings settings;
    private final Verifier verifier;
    private final SegmentLocator locator;
    private final Replicas replicas;
    private final ForwardScans scans;
    private final VerifiedEntries verified = new VerifiedEntries();
    private final TreeMap<Long, Active> active = new TreeMap<>();
    private final TreeMap<Long, Fetch> fetches = new TreeMap<>();
    private final ArrayDeque<RetrievalNotice.Retrieve> waiting = new ArrayDeque<>();
    private final LinkedHashMap<DocumentKey, Chain> chains = new LinkedHashMap<>();
    private long lastNumber;

    private record Chain(Head upTo, SortedMap<Long, ChainHash> hashes) {}

    private record Fetch(long retrieval, SegmentPass pass, PeerId from) {}

    private record Late(long fetch) implements Timer {}

    private record Unlocated(long retrieval) implements Timer {}

    private record Checked(long retrieval, List<PatchEntry> bad) implements Result {}

    private static final class Active {
        final Retrieval retrieval;
        int checks;
        int locates;
        boolean locating;
        List<PatchEntry> page = List.of();
        boolean complete;

        Active(Retrieval retrieval) {
            this.retrieval = retrieval;
        }
    }

    /** A reader for the peer {@code self} that checks signatures with the verifier. */
    public LogReader(PeerId self, LogSettings settings, Verifier verifier) {
        this.self = self;
        this.settings = settings;
        this.verifier = verifier;
        this.locator = new SegmentLocator(NAME, settings);
        this.replicas = new Replicas(self);
        this.scans = new ForwardScans(settings, verifier, locator);
    }

    @Override
    public RoleName name() {
        return NAME;
    }

    @Override
    public List<Class<?>> takes() {
        return List.of(
                LogMessage.ToReader.class,
                RingNotice.RingChanged.class,
                RingNotice.PeerSuspected.class,
                RingNotice.PeerHeard.class);
    }

    @Override
    public Effects on(Event event, Environment world) {
        Effects.Collector out = new Effects.Collector(Lane.MAIN);
        if (scans.takes(event, out)) return out.effects();
        switch (event) {
            case Event.Told(RetrievalNotice.Retrieve asked) -> asked(asked, out);
            case Event.Told(RingNotice notice) -> told(notice, out);
            case Event.Received(PeerId from, LogMessage.ToReader answer) ->
                    answered(from, answer, out);
            case Event.Elapsed(Late(long fetch)) -> late(fetch, out);
            case Event.Elapsed(Unlocated(long retrieval)) -> unlocated(retrieval, out);
            case Event.Computed(Checked checked) -> checked(checked, out);
            case Event.Started _,
                    Event.Received _,
                    Event.Elapsed _,
                    Event.Told _,
                    Event.Asked _,
                    Event.Found _,
                    Event.Computed _ -> {}
        }
        return out.effects();
    }

    private void asked(RetrievalNotice.Retrieve asked, Effects.Collector out) {
        if (asked.upTo().ts().value() > EntryHeader.MAX_TS) {
            missing(asked, asked.upTo().ts(), out);
        } else if (active.size() < MAX_ACTIVE) {
            begin(asked, out);
        } else if (waiting.size() < MAX_WAITING) {
            waiting.add(asked);
        } else {
            missing(asked, asked.upTo().ts(), out);
        }
    }

    private void begin(RetrievalNotice.Retrieve asked, Effects.Collector out) {
        Retrieval retrieval = new Retrieval(self, asked, settings);
        Chain chain = chains.get(asked.document());
        if (chain != null) retrieval.startFrom(chain.upTo(), chain.hashes());
        long number = ++lastNumber;
        active.put(number, new Active(retrieval));
        advance(number, out);
    }

    private void told(RingNotice notice, Effects.Collector out) {
        switch (notice) {
            case RingNotice.Located located -> {
                if (locator.answered(located).isEmpty()) return;
                scans.located(out);
                active.values().forEach(of -> of.locates = 0);
                advanceAll(out);
            }
            case RingNotice.RingChanged() -> locator.forgetAll();
            case RingNotice.PeerSuspected(PeerId peer) -> {
                replicas.silent(peer);
                fetches.values().stream()
                        .filter(f -> f.from().equals(peer))
                        .forEach(f -> f.pass().silent(peer));
                advanceAll(out);
            }
            case RingNotice.PeerHeard(PeerId peer) -> replicas.heard(peer);
            case RingNotice.Locate _, RingNotice.Depend _ -> {}
        }
    }

    private void advanceAll(Effects.Collector out) {
        for (long number : List.copyOf(active.keySet())) advance(number, out);
    }

    private void answered(PeerId from, LogMessage.ToReader answer, Effects.Collector out) {
        long question =
                switch (answer) {
                    case LogMessage.Entries e -> e.question();
                    case LogMessage.Headers h -> h.question();
                };
        Fetch fetch = fetches.get(question);
        // Nobody was asked that, or somebody else: not an answer.
        if (fetch == null || !fetch.from().equals(from)) return;
        fetches.remove(question);
        replicas.heard(from);
        Active of = active.get(fetch.retrieval());
        if (of == null) return;
        Timestamp through =
                switch (answer) {
                    case LogMessage.Entries e -> {
                        e.entries().forEach(entry -> of.retrieval.take(entry, from));
                        yield e.through();
                    }
                    case LogMessage.Headers h -> {
                        h.headers().forEach(of.retrieval::take);
                        yield h.through();
                    }
                };
        fetch.pass().heard(from, through);
        advance(fetch.retrieval(), out);
    }

    private void late(long number, Effects.Collector out) {
        Fetch fetch = fetches.get(number);
        if (fetch == null) return;
        replicas.silent(fetch.from());
        fetch.pass().silent(fetch.from());
        advance(fetch.retrieval(), out);
    }

    private void unlocated(long number, Effects.Collector out) {
        Active of = active.get(number);
        if (of == null || !of.locating) return;
        of.locating = false;
        of.locates++;
        advance(number, out);
    }

    private void advance(long number, Effects.Collector out) {
        Active of = active.get(number);
        if (of == null || of.checks > 0) return;
        RetrievalNotice.Retrieve asked = of.retrieval.asked();
        Retrieval.Need need = of.retrieval.need(MAX_PARALLEL);
        of.retrieval.events().forEach(out::report);
        switch (need) {
            case Retrieval.Need.Fetch(List<SegmentPass> passes) -> {
                if (of.locates > MAX_LOCATES) {
                    missing(asked, passes.getFirst().asking().last(), out);
                    end(number, out);
                } else {
                    fetch(number, of, passes, out);
                }
            }
            case Retrieval.Need.Page(List<PatchEntry> page, boolean complete) -> {
                of.page = page;
                of.complete = complete;
                check(number, of, out);
            }
            case Retrieval.Need.Lost(Timestamp ts) -> {
                missing(asked, ts, out);
                end(number, out);
            }
            case Retrieval.Need.Other() -> {
                tell(
                        asked,
                        new RetrievalNotice.OtherHistory(
                                asked.question(), asked.document(), asked.have(), asked.upTo()),
                        out);
                end(number, out);
            }
        }
    }

    private void fetch(long number, Active of, List<SegmentPass> passes, Effects.Collector out) {
        boolean unknown = false;
        for (SegmentPass pass : passes) {
            if (!pass.located()) unknown |= !locate(pass, of, out);
            pass.toAsk().ifPresent(peer -> ask(number, pass, peer, out));
        }
        if (unknown && !of.locating) {
            of.locating = true;
            out.timer(LOCATE_TIME, new Unlocated(number));
        }
    }

    private boolean locate(SegmentPass pass, Active of, Effects.Collector out) {
        Segment segment = pass.segment();
        var where = locator.known(segment);
        if (where.isPresent()) {
            pass.replicas(replicas.order(segment, where.get()), where.get().places().peers());
            return true;
        }
        // While the ring's answers are awaited it is not asked again.
        if (!of.locating || !locator.isAsking(segment)) out.add(locator.locate(segment));
        return false;
    }

    private void ask(long number, SegmentPass pass, PeerId peer, Effects.Collector out) {
        long question = ++lastNumber;
        fetches.put(question, new Fetch(number, pass, peer));
        var get = new LogMessage.LogGet(question, pass.document(), pass.asking(), pass.bodies());
        pass.asked();
        out.send(peer, get).timer(REPLICA_TIME, new Late(question));
    }

    private void check(long number, Active of, Effects.Collector out) {
        List<PatchEntry> unknown =
                of.page.stream().filter(entry -> !verified.contains(entry)).toList();
        DocumentKey document = of.retrieval.asked().document();
        Verifier by = verifier;
        for (int i = 0; i < unknown.size(); i += CHECK_TOGETHER) {
            List<PatchEntry> some =
                    List.copyOf(unknown.subList(i, Math.min(unknown.size(), i + CHECK_TOGETHER)));
            of.checks++;
            out.add(new Effect.Compute(() -> verify(number, document, some, by)));
        }
        if (of.checks == 0) deliver(number, of, out);
    }

    private static Checked verify(
            long number, DocumentKey document, List<PatchEntry> entries, Verifier verifier) {
        List<PatchEntry> bad = new ArrayList<>();
        for (PatchEntry entry : entries) {
            try {
                entry.verify(document, verifier);
            } catch (MalformedEntryException e) {
                bad.add(entry);
            }
        }
        return new Checked(number, bad);
    }

    private void checked(Checked checked, Effects.Collector out) {
        Active of = active.get(checked.retrieval());
        if (of == null) return;
        of.checks--;
        checked.bad().forEach(of.retrieval::refute);
        if (of.checks > 0) return;
        if (of.retrieval.holdsAll(of.page)) {
            of.page.forEach(verified::add);
            deliver(checked.retrieval(), of, out);
        } else {
            advance(checked.retrieval(), out);
        }
    }

    private void deliver(long number, Active of, Effects.Collector out) {
        RetrievalNotice.Retrieve asked = of.retrieval.asked();
        remember(asked, of);
        tell(
                asked,
                new RetrievalNotice.Retrieved(
                        asked.question(), asked.document(), of.page, of.complete),
                out);
        of.retrieval
                .toPutBack(of.page)
                .forEach((peer, entries) -> {
                    Batches.puts(asked.document(), entries, true)
                            .forEach(put -> out.send(peer, put));
                    List<Timestamp> which = entries.stream().map(PatchEntry::ts).toList();
                    out.report(new LogEvent.PutBack(asked.document(), peer, which));
                });
        end(number, out);
    }

    private void remember(RetrievalNotice.Retrieve asked, Active of) {
        chains.remove(asked.document());
        if (of.complete) return;
        chains.put(asked.document(), new Chain(asked.upTo(), of.retrieval.proven()));
        if (chains.size() > MAX_CHAINS) chains.remove(chains.firstEntry().getKey());
    }

    private void end(long number, Effects.Collector out) {
        active.remove(number);
        fetches.values().removeIf(fetch -> fetch.retrieval() == number);
        RetrievalNotice.Retrieve next = waiting.poll();
        if (next != null) begin(next, out);
    }

    private static void missing(
            RetrievalNotice.Retrieve asked, Timestamp ts, Effects.Collector out) {
        tell(asked, new RetrievalNotice.Missing(asked.question(), asked.document(), ts), out);
    }

    private static void tell(RetrievalNotice.Retrieve asked, Notice notice, Effects.Collector out) {
        out.add(new Effect.Tell(asked.asker(), notice));
    }
}
