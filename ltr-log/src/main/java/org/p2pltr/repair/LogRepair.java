package org.p2pltr.repair;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
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
 * the ring has changed all segments are gone through quickly, otherwise a few every ten seconds.
 * Source: log.md, "Availability".
 */
public final class LogRepair implements Role {
    /** This role's name. */
    public static final RoleName NAME = new RoleName("log-repair");

    /** Quiet time after a change of the ring; as much again at random, so not all begin at once. */
    public static final Duration QUIET = Duration.ofSeconds(1);

    /** Time between two steps of a fast sweep, and between two of a slow one. */
    public static final Duration FAST_STEP = Duration.ofMillis(200);

    /** Time between two steps of a slow sweep: its traffic is this, however much there is. */
    public static final Duration SLOW_STEP = Duration.ofSeconds(10);

    /** Segments of one step. */
    public static final int STEP_SEGMENTS = 16;

    /** Time between two portions that are copied to others: what repair may take of the line. */
    public static final Duration COPY_STEP = Duration.ofMillis(20);

    /** For this time a segment is mended from one peer only. */
    public static final Duration MENDING = Duration.ofSeconds(5);

    private static final int MAX_MENDING = 4096;

    private final Holdings holdings;
    private final PeerId self;
    private final SegmentLocator locator;
    private final Copies copies;
    private final TreeSet<Segment> locating = new TreeSet<>();
    private final TreeMap<PeerId, List<LogMessage.Summary>> outgoing = new TreeMap<>();
    private final LinkedHashMap<Segment, Duration> mending = new LinkedHashMap<>();
    private Sweep sweep;
    private long changes;
    private long run;
    private boolean again;
    private boolean copying;

    /** The ring has been quiet since the change of this number. */
    private record Quiet(long change) implements Timer {}

    /** The next step, unless another sweep has begun meanwhile. */
    private record Step(long run) implements Timer {}

    private record Copy() implements Timer {}

    /** Repair for the peer {@code self}, whose Log-Peer holds this. */
    public LogRepair(PeerId self, LogSettings settings, Holdings holdings) {
        this.self = self;
        this.holdings = holdings;
        this.locator = new SegmentLocator(NAME, settings);
        this.copies = new Copies(holdings);
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
            case Event.Started() -> {
                out.timer(SLOW_STEP, new Step(run));
                ringChanged(world, out);
            }
            case Event.Told(RingNotice.RingChanged()) -> ringChanged(world, out);
            case Event.Told(RingNotice.Located located) ->
                    locator.answered(located).ifPresent(this::located);
            case Event.Elapsed(Quiet(long change)) -> quiet(change, out);
            case Event.Elapsed(Step(long of)) -> {
                if (of == run) step(world, out);
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

    private void ringChanged(Environment world, Effects.Collector out) {
        locator.forgetAll();
        changes++;
        long spread = world.random().nextLong(QUIET.toMillis() + 1);
        out.timer(QUIET.plusMillis(spread), new Quiet(changes));
    }

    private void quiet(long change, Effects.Collector out) {
        if (change != changes) return;
        // A fast sweep on its way goes on, as a ring that changes often would never see one end.
        again = sweep.isFast();
        if (again) return;
        sweep = new Sweep(self, true);
        out.timer(FAST_STEP, new Step(++run));
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
        boolean wasFast = sweep.isFast();
        if (sweep.isDone() && locating.isEmpty() && outgoing.isEmpty()) {
            sweep = new Sweep(self, again);
            again = false;
        }
        if (sweep.isFast()) {
            out.timer(FAST_STEP, new Step(run));
        } else {
            long spread = world.random().nextLong(SLOW_STEP.toMillis() / 4);
            out.timer(SLOW_STEP.plusMillis(spread), new Step(run));
        }
        Duration now = world.uptime();
        if (!wasFast) mending.values().removeIf(until -> until.compareTo(now) <= 0);
    }

    private void located(Segment segment) {
        var where = locator.known(segment);
        if (where.isEmpty()) return;
        locating.remove(segment);
        Places places = where.get().places();
        var summary = new LogMessage.Summary(segment, holdings.digest(segment));
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
            case LogMessage.Holds holds -> compare(from, holds, out);
            case LogMessage.Want(DocumentKey document, List<Slot> slots) -> {
                copies.add(from, document, slots);
                keepCopying(out);
            }
        }
    }

    private void offered(PeerId from, LogMessage.Offer offer, Duration now, Effects.Collector out) {
        for (LogMessage.Summary summary : offer.segments()) {
            Segment segment = summary.segment();
            if (holdings.digest(segment).equals(summary.digest())) continue;
            Duration until = mending.get(segment);
            if (until != null && until.compareTo(now) > 0) continue;
            mending.remove(segment);
            mending.put(segment, now.plus(MENDING));
            if (mending.size() > MAX_MENDING) mending.remove(mending.firstEntry().getKey());
            out.send(from, new LogMessage.Holds(segment, some(holdings.slots(segment))));
        }
    }

    private static List<Slot> some(List<Slot> slots) {
        return slots.subList(0, Math.min(slots.size(), LogMessage.Holds.MAX_SLOTS));
    }

    private void compare(PeerId from, LogMessage.Holds holds, Effects.Collector out) {
        DocumentKey document = holds.segment().document();
        TreeSet<Slot> there = new TreeSet<>(holds.slots());
        TreeSet<Slot> here = new TreeSet<>(holdings.slots(holds.segment()));
        TreeSet<Slot> missingThere = new TreeSet<>(here);
        missingThere.removeAll(there);
        copies.add(from, document, List.copyOf(missingThere));
        keepCopying(out);
        there.removeAll(here);
        List<Slot> wanted = there.stream().limit(LogMessage.MAX_ITEMS).toList();
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
