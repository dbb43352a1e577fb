package org.p2pltr.logpeer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Timer;
import org.p2pltr.id.PeerId;
import org.p2pltr.placement.LogSettings;
import org.p2pltr.placement.Segment;
import org.p2pltr.placement.SegmentLocator;
import org.p2pltr.ring.RingNotice;

/**
 * Brings committed entries to their places and tells the asker of each distinct peer that has one.
 * Log-Peers and Log-Peer-Succs are put to directly and in parallel, so that each acknowledgement is
 * one peer's own word. Nothing here is durable: the asker asks again after a restart. Source:
 * log.md, "Placement"; master-group.md §7.
 */
public final class LogWriter implements Role {
    /** This role's name. */
    public static final RoleName NAME = new RoleName("log-writer");

    /** Most entries being put at a time; more are dropped, the asker asks again. */
    public static final int MAX_ENTRIES = 16_384;

    /** About the most bytes of entries being put at a time. */
    public static final long MAX_BYTES = 64L * 1024 * 1024;

    /** Time before what was not answered is sent again, the first time; doubles each time. */
    public static final Duration FIRST_RESEND = Duration.ofMillis(300);

    /** Longest time between two sendings. */
    public static final Duration LAST_RESEND = Duration.ofSeconds(10);

    /** An entry that not all places have after this time is left to repair. */
    public static final Duration PATIENCE = Duration.ofMinutes(10);

    private final LogSettings settings;
    private final SegmentLocator locator;
    private final TreeMap<Segment, Putting> puttings = new TreeMap<>();
    private long lastRun;
    private int entries;
    private long bytes;

    private record Resend(Segment segment, long run) implements Timer {}

    /** A writer in a network with these settings. */
    public LogWriter(LogSettings settings) {
        this.settings = settings;
        this.locator = new SegmentLocator(NAME, settings);
    }

    @Override
    public RoleName name() {
        return NAME;
    }

    @Override
    public List<Class<?>> takes() {
        return List.of(LogMessage.ToWriter.class, RingNotice.RingChanged.class);
    }

    @Override
    public Effects on(Event event, Environment world) {
        Effects.Collector out = new Effects.Collector(Lane.MAIN);
        switch (event) {
            case Event.Told(LogNotice.PutEntries put) -> put(put, world, out);
            case Event.Told(RingNotice.Located located) -> located(located, out);
            case Event.Told(RingNotice.RingChanged()) -> ringChanged(out);
            case Event.Received(PeerId from, LogMessage.ToWriter answer) ->
                    answered(from, answer, out);
            case Event.Elapsed(Resend(Segment segment, long run)) ->
                    resend(segment, run, world, out);
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

    private void put(LogNotice.PutEntries put, Environment world, Effects.Collector out) {
        TreeSet<Segment> touched = new TreeSet<>();
        int dropped = 0;
        for (PatchEntry entry : put.entries()) {
            Segment segment = Segment.of(put.document(), entry.ts(), settings);
            Putting putting = puttings.get(segment);
            Slot slot = Slot.of(entry);
            if (putting != null && putting.holds(slot)) {
                out.add(putting.askedAgain(slot, put.asker()));
            } else if (entries >= MAX_ENTRIES || bytes + entry.size() > MAX_BYTES) {
                dropped++;
            } else {
                if (putting == null) {
                    putting = new Putting(segment, ++lastRun);
                    puttings.put(segment, putting);
                    out.timer(FIRST_RESEND, new Resend(segment, lastRun));
                }
                putting.add(entry, put.asker(), world.uptime());
                entries++;
                bytes += entry.size();
                touched.add(segment);
            }
        }
        if (dropped > 0) out.report(new LogEvent.WriterFull(put.document(), dropped));
        for (Segment segment : touched) bring(segment, out);
    }

    private void bring(Segment segment, Effects.Collector out) {
        Putting putting = puttings.get(segment);
        if (putting == null) return;
        var known = locator.known(segment);
        if (known.isEmpty()) {
            out.add(locator.locate(segment));
        } else {
            putting.places(known.get().places().peers());
            putting.send(false, out);
            settle(segment, putting);
        }
    }

    private void located(RingNotice.Located located, Effects.Collector out) {
        locator.answered(located).ifPresent(segment -> bring(segment, out));
    }

    private void ringChanged(Effects.Collector out) {
        locator.forgetAll();
        puttings.forEach((segment, putting) -> {
            putting.startOver();
            out.add(locator.locate(segment));
        });
    }

    private void resend(Segment segment, long run, Environment world, Effects.Collector out) {
        Putting putting = puttings.get(segment);
        if (putting == null || putting.run() != run) return;
        Duration now = world.uptime();
        if (now.compareTo(PATIENCE) > 0) release(putting.givenUp(now.minus(PATIENCE), out));
        putting.attemptMade();
        putting.send(true, out);
        // Silence may mean that the places have moved, without this peer having heard of it.
        if (!putting.isEmpty() && (putting.attempts() > 1 || locator.known(segment).isEmpty()))
            out.add(locator.locate(segment));
        settle(segment, putting);
        if (!putting.isEmpty())
            out.timer(pause(putting.attempts(), world), new Resend(segment, run));
    }

    private static Duration pause(int attempts, Environment world) {
        long doubled = FIRST_RESEND.toMillis() << Math.min(attempts, 10);
        long millis = Math.min(doubled, LAST_RESEND.toMillis());
        // A random quarter more keeps many writers from sending in step.
        return Duration.ofMillis(millis + world.random().nextLong(millis / 4));
    }

    private void answered(PeerId from, LogMessage.ToWriter answer, Effects.Collector out) {
        switch (answer) {
            case LogMessage.Stored(DocumentKey document, List<Slot> slots) -> {
                TreeSet<Segment> touched = new TreeSet<>();
                for (Slot slot : slots) {
                    Segment segment = Segment.of(document, slot.ts(), settings);
                    Putting putting = puttings.get(segment);
                    if (putting == null) continue;
                    putting.stored(from, slot, out);
                    touched.add(segment);
                }
                for (Segment segment : touched) settled(segment);
            }
            case LogMessage.NotStored(DocumentKey document, Slot slot, LogMessage.Refusal _) -> {
                Segment segment = Segment.of(document, slot.ts(), settings);
                Putting putting = puttings.get(segment);
                if (putting == null) return;
                putting.refused(from, slot);
                settle(segment, putting);
            }
        }
    }

    private void settled(Segment segment) {
        Putting putting = puttings.get(segment);
        if (putting != null) settle(segment, putting);
    }

    private void settle(Segment segment, Putting putting) {
        release(putting.finished());
        if (putting.isEmpty()) puttings.remove(segment);
    }

    private void release(List<PatchEntry> gone) {
        for (PatchEntry entry : new ArrayList<>(gone)) {
            entries--;
            bytes -= entry.size();
        }
    }
}
