package org.p2pltr.retrieval;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryHeader;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Reply;
import org.p2pltr.env.Request;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Timer;
import org.p2pltr.id.PeerId;
import org.p2pltr.logpeer.LogMessage;
import org.p2pltr.logpeer.TsRange;
import org.p2pltr.placement.LogSettings;
import org.p2pltr.placement.Places;
import org.p2pltr.placement.Segment;
import org.p2pltr.placement.SegmentLocator;
import org.p2pltr.ring.RingNotice;

/**
 * Shows people which Log-Peers an entry belongs to and what each of them holds of the document.
 * Source: dashboard.md.
 */
public final class LogLookup implements Role {
    /** This role's name. */
    public static final RoleName NAME = new RoleName("log-lookup");

    /** Time after which the answer is given with what has come. */
    public static final Duration ANSWER_TIME = Duration.ofSeconds(1);

    /** Most lookups at a time; the oldest is answered with what has come. */
    public static final int MAX_ACTIVE = 64;

    private final LogSettings settings;
    private final SegmentLocator locator;
    private final TreeMap<Long, Lookup> active = new TreeMap<>();
    private long lastNumber;

    /**
     * Which peers is the entry of this timestamp (the first, if 0) to be kept by, and what do they
     * hold? Answered with {@link Holders}. A timestamp beyond {@link EntryHeader#MAX_TS} has none.
     */
    public record WhoHolds(DocumentKey document, Timestamp ts) implements Request {}

    /** The places of the entry's segment; none if the ring did not tell them in time. */
    public record Holders(DocumentKey document, Timestamp ts, List<Holder> holders)
            implements Reply {
        public Holders {
            holders = List.copyOf(holders);
        }
    }

    /**
     * A place and what its peer says that it holds of the document.
     *
     * @param answered false if the peer was silent; {@code held} is then empty
     */
    public record Holder(Places.Place place, boolean answered, List<TsRange> held) {
        public Holder {
            held = List.copyOf(held);
        }

        /** True if the peer holds an entry of this timestamp. */
        public boolean holds(Timestamp ts) {
            return held.stream().anyMatch(range -> range.contains(ts));
        }
    }

    private record Enough(long lookup) implements Timer {}

    private static final class Lookup {
        final AskId asker;
        final DocumentKey document;
        final Timestamp ts;
        final Segment segment;
        final TreeMap<PeerId, List<TsRange>> answers = new TreeMap<>();
        List<Places.Place> places = List.of();

        Lookup(AskId asker, DocumentKey document, Timestamp ts, Segment segment) {
            this.asker = asker;
            this.document = document;
            this.ts = ts;
            this.segment = segment;
        }

        Holders holders() {
            List<Holder> holders = new ArrayList<>();
            for (Places.Place place : places) {
                boolean answered = answers.containsKey(place.peer());
                List<TsRange> held = answers.getOrDefault(place.peer(), List.of());
                holders.add(new Holder(place, answered, held));
            }
            return new Holders(document, ts, holders);
        }
    }

    /** A lookup in a network with these settings. */
    public LogLookup(LogSettings settings) {
        this.settings = settings;
        this.locator = new SegmentLocator(NAME, settings);
    }

    @Override
    public RoleName name() {
        return NAME;
    }

    @Override
    public List<Class<?>> takes() {
        return List.of(WhoHolds.class, LogMessage.ToLookup.class, RingNotice.RingChanged.class);
    }

    @Override
    public Effects on(Event event, Environment world) {
        Effects.Collector out = new Effects.Collector(Lane.MAIN);
        switch (event) {
            case Event.Asked(AskId id, WhoHolds(DocumentKey document, Timestamp ts)) ->
                    asked(id, document, ts, out);
            case Event.Told(RingNotice.Located located) ->
                    locator.answered(located).ifPresent(segment -> located(segment, out));
            case Event.Told(RingNotice.RingChanged()) -> locator.forgetAll();
            case Event.Received(PeerId from, LogMessage.Holdings holdings) ->
                    answered(from, holdings, out);
            case Event.Elapsed(Enough(long number)) -> finish(number, out);
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

    private void asked(AskId id, DocumentKey document, Timestamp ts, Effects.Collector out) {
        if (ts.value() > EntryHeader.MAX_TS) {
            out.add(new Effect.Answer(id, new Holders(document, ts, List.of())));
            return;
        }
        Timestamp one = new Timestamp(Math.max(1, ts.value()));
        Segment segment = Segment.of(document, one, settings);
        if (active.size() >= MAX_ACTIVE) finish(active.firstKey(), out);
        long number = ++lastNumber;
        active.put(number, new Lookup(id, document, ts, segment));
        out.timer(ANSWER_TIME, new Enough(number));
        if (locator.known(segment).isPresent()) located(segment, out);
        else if (!locator.isAsking(segment)) out.add(locator.locate(segment));
    }

    private void located(Segment segment, Effects.Collector out) {
        var where = locator.known(segment);
        if (where.isEmpty()) return;
        active.forEach((number, lookup) -> {
            if (!lookup.segment.equals(segment) || !lookup.places.isEmpty()) return;
            lookup.places = where.get().places().list();
            for (Places.Place place : lookup.places)
                out.send(place.peer(), new LogMessage.AskHoldings(number, lookup.document));
        });
    }

    private void answered(PeerId from, LogMessage.Holdings holdings, Effects.Collector out) {
        Lookup lookup = active.get(holdings.question());
        if (lookup == null || !lookup.document.equals(holdings.document())) return;
        if (lookup.places.stream().noneMatch(place -> place.peer().equals(from))) return;
        lookup.answers.put(from, holdings.ranges());
        if (lookup.answers.size() == lookup.places.size()) finish(holdings.question(), out);
    }

    private void finish(long number, Effects.Collector out) {
        Lookup lookup = active.remove(number);
        if (lookup != null) out.add(new Effect.Answer(lookup.asker, lookup.holders()));
    }
}
