package org.p2pltr.env;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.p2pltr.id.PeerId;

/** What a role answers an event with: effects in order, each in its lane. */
public record Effects(List<InLane> list) {
    private static final Effects NONE = new Effects(List.of());

    /** An effect and the role instance it belongs to. */
    public record InLane(Lane lane, Effect effect) {}

    public Effects {
        list = List.copyOf(list);
    }

    /** Nothing to do. */
    public static Effects none() {
        return NONE;
    }

    /** Effects of a role with one instance, in order. */
    public static Effects of(Effect... effects) {
        return in(Lane.MAIN, effects);
    }

    /** Effects of one role instance, in order. */
    public static Effects in(Lane lane, Effect... effects) {
        Collector collector = new Collector(lane);
        for (Effect effect : effects) collector.add(effect);
        return collector.effects();
    }

    /** These effects, then those. */
    public Effects and(Effects next) {
        if (list.isEmpty()) return next;
        if (next.list.isEmpty()) return this;
        List<InLane> both = new ArrayList<>(list);
        both.addAll(next.list);
        return new Effects(both);
    }

    /** The bare effects, for tests. */
    public List<Effect> bare() {
        return list.stream().map(InLane::effect).toList();
    }

    /** Gathers effects while an event is handled; used within one call of {@link Role#on}. */
    public static final class Collector {
        private final List<InLane> list = new ArrayList<>();
        private Lane lane;

        /** A collector whose effects belong to one lane unless said otherwise. */
        public Collector(Lane lane) {
            this.lane = lane;
        }

        /** What is added from here on belongs to this lane. */
        public Collector in(Lane next) {
            lane = next;
            return this;
        }

        /** Adds an effect. */
        public Collector add(Effect effect) {
            list.add(new InLane(lane, effect));
            return this;
        }

        /** Adds effects that have their lanes already. */
        public Collector add(Effects effects) {
            list.addAll(effects.list());
            return this;
        }

        /** Adds a message to send. */
        public Collector send(PeerId to, Message message) {
            return add(new Effect.Send(to, message));
        }

        /** Adds a message that does not wait for unsynced writes. */
        public Collector sendAtOnce(PeerId to, Message message) {
            return add(new Effect.AtOnce(new Effect.Send(to, message)));
        }

        /** Adds a timer. */
        public Collector timer(Duration after, Timer timer) {
            return add(new Effect.StartTimer(after, timer));
        }

        /** Adds something to report. */
        public Collector report(PeerEvent event) {
            return add(new Effect.Report(event));
        }

        /** What was gathered. */
        public Effects effects() {
            return list.isEmpty() ? NONE : new Effects(list);
        }
    }
}
