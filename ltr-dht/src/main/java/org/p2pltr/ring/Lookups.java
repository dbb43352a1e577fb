package org.p2pltr.ring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.p2pltr.env.AskId;
import org.p2pltr.env.RoleName;
import org.p2pltr.id.Arc;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.routing.LocationCache;
import org.p2pltr.routing.RoutingTable;
import org.p2pltr.routing.Step;
import org.p2pltr.routing.TracedLookup;

/**
 * The lookups that this peer asks: first one message that finds its way and comes straight back;
 * when it does not, step by step, round those that are silent. Source: ring.md, "Routing".
 */
final class Lookups {
    /** Most lookups under way; more are not begun. */
    static final int MAX_UNDER_WAY = 1024;

    /** How often a lookup is begun before it is given up. */
    static final int MAX_TRIES = 6;

    private static final int CACHED_ARCS = 256;

    private final BiPredicate<PeerId, Duration> heardLately;
    private final PeerContact self;
    private final RoutedSettings settings;
    private final LocationCache cache = new LocationCache(CACHED_ARCS);
    private final Map<Long, Pending> pending = new LinkedHashMap<>();

    /** For whom a lookup is. */
    sealed interface Purpose {
        /** Another role of this peer asked. */
        record ForRole(RoleName asker, long question) implements Purpose {}

        /** The outside asked. */
        record ForOutside(AskId asker) implements Purpose {}

        /** This peer wants to enter before the one responsible for its own position. */
        record ToEnter() implements Purpose {}

        /** The table wants the responsible of the part that starts at this distance. */
        record ToFill(long start) implements Purpose {}

        /** No near successor is left: who follows this peer? */
        record ToFollow() implements Purpose {}

        /**
         * Whose table wants this peer? Those from the position looked for to this one are told.
         *
         * @param instead whose place this peer has taken; none if it is new
         */
        record ToTell(RingPosition upTo, Optional<Gone> instead) implements Purpose {}

        /** Another part of the ring was met: who is responsible there for this peer's position? */
        record ToMeet() implements Purpose {}

        /** The table wants whoever stands in for a lost peer. */
        record ToReplace(PeerId lost) implements Purpose {}
    }

    /** A peer that is out of the ring; it said so itself, or fell silent. */
    record Gone(PeerId peer, boolean left) {}

    /** How a lookup ended. */
    sealed interface End {
        Purpose purpose();

        RingPosition position();

        /** Found: the responsible, then its successors; and the path to it. */
        record Found(
                Purpose purpose, RingPosition position, List<PeerContact> peers, List<PeerId> path)
                implements End {}

        /** Given up. */
        record GivenUp(Purpose purpose, RingPosition position) implements End {}
    }

    private static final class Pending {
        private final RingPosition position;
        private final Purpose purpose;
        private final PeerContact first;
        private Optional<TracedLookup> traced = Optional.empty();
        private List<PeerId> path = List.of();
        private int asked;
        private int tries = 1;

        Pending(RingPosition position, Purpose purpose, PeerContact first) {
            this.position = position;
            this.purpose = purpose;
            this.first = first;
        }
    }

    /**
     * The lookups of a peer.
     *
     * @param heardLately whether this peer itself heard another one just now
     */
    Lookups(PeerContact self, RoutedSettings settings, BiPredicate<PeerId, Duration> heardLately) {
        this.heardLately = heardLately;
        this.self = self;
        this.settings = settings;
    }

    /** Nobody there any more, or not responsible for what it was. */
    void forget(PeerId peer) {
        cache.forget(peer);
    }

    /** Begins at this peer's own table. The end may come at once. */
    Optional<End> begin(
            long number, RingPosition position, Purpose purpose, RoutingTable table, Turn turn) {
        if (pending.size() >= MAX_UNDER_WAY) return Optional.of(new End.GivenUp(purpose, position));
        Step step = table.next(position, _ -> false);
        Pending lookup = new Pending(position, purpose, self);
        Optional<PeerContact> cached = cache.find(position);
        return switch (step) {
            case Step.Here _ -> Optional.of(here(lookup, table));
            case Step.Final(PeerContact to) -> sendOn(number, lookup, to, true, turn);
            case Step.Toward(PeerContact to) ->
                    sendOn(number, lookup, cached.orElse(to), false, turn);
        };
    }

    private Optional<End> sendOn(
            long number, Pending lookup, PeerContact to, boolean past, Turn turn) {
        pending.put(number, lookup);
        lookup.path = List.of(self.id());
        turn.know(to);
        turn.send(to.id(), new RoutedMessage.Route(number, self, lookup.position, past, 1));
        turn.timer(settings.answerWithin(), new RoutedTimer.LookupLate(number, 0));
        return Optional.empty();
    }

    /** Begins step by step at another peer, and goes round this one, if others know it. */
    void beginAt(
            long number, RingPosition position, Purpose purpose, PeerContact first, Turn turn) {
        if (pending.size() >= MAX_UNDER_WAY) return;
        Pending lookup = new Pending(position, purpose, first);
        pending.put(number, lookup);
        trace(number, lookup, RoutingTable.alone(self.id(), settings.arity(), 1), turn);
    }

    /** True if one of that purpose is under way. */
    boolean isUnderWay(Purpose purpose) {
        return pending.values().stream().anyMatch(lookup -> lookup.purpose.equals(purpose));
    }

    private Optional<End> trace(long number, Pending lookup, RoutingTable table, Turn turn) {
        boolean elsewhere = !lookup.first.id().equals(self.id());
        TracedLookup traced =
                new TracedLookup(
                        lookup.position, lookup.first, elsewhere ? List.of(self.id()) : List.of());
        lookup.traced = Optional.of(traced);
        return go(number, lookup, traced, traced.start(), table, turn);
    }

    /** Asks on; this peer's own table answers without a message. */
    private Optional<End> go(
            long number,
            Pending lookup,
            TracedLookup traced,
            TracedLookup.Turn from,
            RoutingTable table,
            Turn turn) {
        TracedLookup.Turn next = from;
        while (next instanceof TracedLookup.Turn.Ask(TracedLookup.Hop hop)
                && hop.peer().id().equals(self.id())) {
            Step step = table.step(hop, traced);
            if (step instanceof Step.Here) {
                boolean doubtful =
                        traced.silent().stream()
                                .anyMatch(peer -> heardLately.test(peer, turn.now()));
                if (doubtful) return again(number, lookup, turn);
                pending.remove(number);
                return Optional.of(here(lookup, table));
            }
            next = traced.answered(step);
        }
        return switch (next) {
            case TracedLookup.Turn.Ask(TracedLookup.Hop hop) -> {
                lookup.asked++;
                turn.know(hop.peer());
                turn.timer(
                        settings.answerWithin(), new RoutedTimer.LookupLate(number, lookup.asked));
                ask(number, lookup, hop, traced, turn);
                yield Optional.empty();
            }
            // While the ring mends itself it is asked again: better no answer than a wrong one.
            case TracedLookup.Turn.Done(PeerContact responsible) ->
                    traced.isDoubtful()
                            ? again(number, lookup, turn)
                            : done(number, lookup, responsible, traced);
            case TracedLookup.Turn.Failed _ -> again(number, lookup, turn);
        };
    }

    private Optional<End> done(
            long number, Pending lookup, PeerContact responsible, TracedLookup traced) {
        pending.remove(number);
        return Optional.of(
                new End.Found(
                        lookup.purpose, lookup.position, List.of(responsible), traced.path()));
    }

    /** A question may be lost, and who did not get it is not silent. */
    private void ask(
            long number, Pending lookup, TracedLookup.Hop hop, TracedLookup traced, Turn turn) {
        turn.send(
                hop.peer().id(),
                new RoutedMessage.AskStep(number, lookup.position, hop.past(), traced.silent()));
        turn.timer(settings.again(), new RoutedTimer.StepAgain(number, lookup.asked));
    }

    /** Asks for a step again that was not told yet. */
    void stepAgain(RoutedTimer.StepAgain again, Turn turn) {
        Pending lookup = pending.get(again.number());
        if (lookup == null || lookup.asked != again.asked()) return;
        lookup.traced.ifPresent(traced -> ask(again.number(), lookup, traced.hop(), traced, turn));
    }

    private Optional<End> again(long number, Pending lookup, Turn turn) {
        if (lookup.tries == MAX_TRIES) {
            pending.remove(number);
            return Optional.of(new End.GivenUp(lookup.purpose, lookup.position));
        }
        lookup.tries++;
        lookup.asked++;
        lookup.traced = Optional.empty();
        turn.timer(settings.heartbeat(), new RoutedTimer.LookupLate(number, lookup.asked));
        return Optional.empty();
    }

    private End here(Pending lookup, RoutingTable table) {
        List<PeerContact> peers = new ArrayList<>(List.of(self));
        peers.addAll(table.successors());
        return new End.Found(lookup.purpose, lookup.position, peers, List.of(self.id()));
    }

    /** A time limit is over: the message may be lost, or the peer that was asked is silent. */
    Optional<End> late(RoutedTimer.LookupLate late, RoutingTable table, Turn turn) {
        Pending lookup = pending.get(late.number());
        if (lookup == null || lookup.asked != late.asked()) return Optional.empty();
        long number = late.number();
        return lookup.traced
                .map(traced -> go(number, lookup, traced, traced.noAnswer(), table, turn))
                .orElseGet(() -> trace(number, lookup, table, turn));
    }

    /** A peer told its step. */
    Optional<End> told(PeerId from, RoutedMessage.StepTold told, RoutingTable table, Turn turn) {
        Pending lookup = pending.get(told.number());
        if (lookup == null || lookup.traced.isEmpty()) return Optional.empty();
        TracedLookup traced = lookup.traced.orElseThrow();
        // An answer that comes late is of a peer that the lookup has gone round already.
        if (!traced.path().getLast().equals(from)) return Optional.empty();
        Step step = told.past() ? new Step.Final(told.to()) : new Step.Toward(told.to());
        return go(told.number(), lookup, traced, traced.answered(step), table, turn);
    }

    /** Somebody says that it is responsible. */
    Optional<End> found(PeerId from, RoutedMessage.Found found) {
        Pending lookup = pending.get(found.number());
        PeerContact responsible = found.peers().getFirst();
        if (lookup == null || !responsible.id().equals(from)) return Optional.empty();
        pending.remove(found.number());
        Arc arc = new Arc(found.after(), from.position());
        if (arc.contains(lookup.position)) cache.found(arc, responsible);
        List<PeerId> path =
                new ArrayList<>(lookup.traced.map(TracedLookup::path).orElse(lookup.path));
        if (!path.contains(from)) path.add(from);
        return Optional.of(new End.Found(lookup.purpose, lookup.position, found.peers(), path));
    }
}
