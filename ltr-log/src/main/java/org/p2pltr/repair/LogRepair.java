package org.p2pltr.repair;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.compare.Comparison;
import org.p2pltr.compare.Pace;
import org.p2pltr.compare.Summary;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Row;
import org.p2pltr.env.Timer;
import org.p2pltr.id.PeerId;
import org.p2pltr.logpeer.Batches;
import org.p2pltr.logpeer.Holdings;
import org.p2pltr.logpeer.LogMessage;
import org.p2pltr.logpeer.Slot;
import org.p2pltr.placement.LogSettings;
import org.p2pltr.placement.Places;
import org.p2pltr.placement.Segment;
import org.p2pltr.placement.SegmentLocator;
import org.p2pltr.ring.RingNotice;

/**
 * Keeps the number of copies up: offers digests of what its Log-Peer holds to the other places of
 * each segment; whoever differs says what it has, and each side gives what the other misses. After
 * the ring has changed all segments are gone through quickly, otherwise a few every ten seconds
 * (see {@link Pace}). Source: log.md, "Availability".
 */
public final class LogRepair implements Role {
    /** This role's name. */
    public static final RoleName NAME = new RoleName("log-repair");

    /** Segments of one step. */
    public static final int STEP_SEGMENTS = 16;

    /** Time between two portions that are copied to others: what repair may take of the line. */
    public static final Duration COPY_STEP = Duration.ofMillis(20);

    private final Holdings holdings;
    private final PeerId self;
    private final SegmentLocator locator;
    private final Copies copies;
    private final TreeSet<Segment> locating = new TreeSet<>();
    private final TreeMap<PeerId, List<Summary<Segment>>> outgoing = new TreeMap<>();
    private final Comparison<Segment, Slot> comparison;
    private final Pace pace = new Pace();
    private Sweep sweep;
    private boolean copying;

    private record Copy() implements Timer {}

    /** Repair for the peer {@code self}, whose Log-Peer holds this. */
    public LogRepair(PeerId self, LogSettings settings, Holdings holdings) {
        this.self = self;
        this.holdings = holdings;
        this.locator = new SegmentLocator(NAME, settings);
        this.copies = new Copies(holdings);
        this.comparison = new Comparison<>(holdings, LogMessage.Holds.MAX_SLOTS);
        this.sweep = new Sweep(self, false);
    }

    @Override
    public RoleName name() {
        return NAME;
    }

    @Override
    public List<Class<?>> takes() {
        return List.of(LogMessage.ToRepair.class, RingNotice.RingChanged.class);
    }

    @Override
    public Effects on(Event event, Environment world) {
        Effects.Collector out = new Effects.Collector(Lane.MAIN);
        switch (event) {
            case Event.Started() -> pace.started(world, out);
            case Event.Told(RingNotice.RingChanged()) -> {
                locator.forgetAll();
                pace.ringChanged(world, out);
            }
            case Event.Told(RingNotice.Located located) ->
                    locator.answered(located).ifPresent(this::located);
            case Event.Elapsed(Pace.Quiet quiet) -> {
                if (pace.quiet(quiet, out)) sweep = new Sweep(self, true);
            }
            case Event.Elapsed(Pace.Step step) -> {
                if (pace.isDue(step)) step(world, out);
            }
            case Event.Elapsed(Copy()) -> copy(out);
            case Event.Found(Copies.Portion portion, List<Row> rows, boolean _) ->
                    Batches.puts(portion.document(), Copies.entries(portion, rows), true)
                            .forEach(put -> out.send(portion.to(), put));
            case Event.Received(PeerId from, LogMessage.ToRepair message) ->
                    received(from, message, world, out);
            case Event.Received _,
                    Event.Elapsed _,
                    Event.Told _,
                    Event.Asked _,
                    Event.Found _,
                    Event.Computed _ -> {}
        }
        return out.effects();
    }

    private void step(Environment world, Effects.Collector out) {
        flush(out);
        locating.clear();
        for (Segment segment : sweep.next(holdings, STEP_SEGMENTS)) {
            if (locator.known(segment).isPresent()) {
                located(segment);
            } else {
                locating.add(segment);
                out.add(locator.locate(segment));
            }
        }
        if (sweep.isDone() && locating.isEmpty() && outgoing.isEmpty()) {
            pace.sweepEnded();
            sweep = new Sweep(self, pace.isFast());
        }
        pace.next(world, out);
    }

    private void located(Segment segment) {
        var where = locator.known(segment);
        if (where.isEmpty()) return;
        locating.remove(segment);
        Places places = where.get().places();
        var summary = comparison.summary(segment);
        for (PeerId partner : sweep.partners(places))
            outgoing.computeIfAbsent(partner, p -> new ArrayList<>()).add(summary);
    }

    private void flush(Effects.Collector out) {
        outgoing.forEach((partner, summaries) -> {
            for (int i = 0; i < summaries.size(); i += LogMessage.MAX_SEGMENTS) {
                int end = Math.min(summaries.size(), i + LogMessage.MAX_SEGMENTS);
                out.send(partner, new LogMessage.Offer(summaries.subList(i, end)));
            }
        });
        outgoing.clear();
    }

    private void received(
            PeerId from, LogMessage.ToRepair message, Environment world, Effects.Collector out) {
        switch (message) {
            case LogMessage.Offer offer -> offered(from, offer, world.uptime(), out);
            case LogMessage.Holds holds -> difference(from, holds, out);
            case LogMessage.Want(DocumentKey document, List<Slot> slots) -> {
                copies.add(from, document, slots);
                keepCopying(out);
            }
        }
    }

    private void offered(PeerId from, LogMessage.Offer offer, Duration now, Effects.Collector out) {
        for (var answer : comparison.compare(offer.segments(), now)) {
            switch (answer) {
                case Comparison.Answer.Names(Segment segment, List<Slot> slots) ->
                        out.send(from, new LogMessage.Holds(segment, slots));
                case Comparison.Answer.Parts<Segment, Slot> _ -> {
                    // A segment is never cut.
                }
            }
        }
    }

    private void difference(PeerId from, LogMessage.Holds holds, Effects.Collector out) {
        DocumentKey document = holds.segment().document();
        var difference = comparison.difference(holds.segment(), holds.slots());
        copies.add(from, document, difference.missingThere());
        keepCopying(out);
        List<Slot> wanted = difference.missingHere().stream().limit(LogMessage.MAX_ITEMS).toList();
        if (!wanted.isEmpty()) out.send(from, new LogMessage.Want(document, wanted));
    }

    private void keepCopying(Effects.Collector out) {
        if (copying || copies.isEmpty()) return;
        copying = true;
        out.timer(COPY_STEP, new Copy());
    }

    private void copy(Effects.Collector out) {
        copying = false;
        copies.read().ifPresent(out::add);
        keepCopying(out);
    }
}
