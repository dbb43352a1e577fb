package org.p2pltr.lab.ring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Timer;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.ring.RingReply;
import org.p2pltr.ring.RingRequest;
import org.p2pltr.routing.Step;
import org.p2pltr.routing.TracedLookup;

/**
 * What the ring is held against: Chord as its paper tells it, mended only periodically. Each 30 s a
 * peer stabilizes with its successor, checks its predecessor and looks all its fingers up anew.
 * Beyond the paper it is given what helps: stabilize and notify are one message, a nearer successor
 * is asked at once, a peer that does not answer is dropped at once, and lookups go round it.
 * Source: Stoica et al., "Chord: a scalable peer-to-peer lookup protocol", IV.
 */
final class ChordPeer implements Role {
    static final Duration PERIOD = Duration.ofSeconds(30);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);
    private static final int MAX_TRIES = 4;

    private final PeerContact self;
    private final List<PeerAddress> through;
    private final ChordTable table;
    private final Map<Long, Lookup> lookups = new LinkedHashMap<>();
    private final Map<Long, PeerId> checks = new LinkedHashMap<>();
    private long last;
    private long calling;
    private PeerAddress called;
    private boolean member;

    private record Period() implements Timer {}

    private record CheckLate(long number) implements Timer {}

    private record LookupLate(long number, int asked) implements Timer {}

    private record JoinAgain() implements Timer {}

    /** For whom a lookup is. */
    private sealed interface Purpose {
        record Enter(PeerContact member) implements Purpose {}

        record Finger(int level) implements Purpose {}

        record Outside(AskId asker) implements Purpose {}
    }

    private static final class Lookup {
        final RingPosition position;
        final Purpose purpose;
        TracedLookup traced;
        int asked;
        int tries = 1;
        boolean pausing;

        Lookup(RingPosition position, Purpose purpose, PeerContact first) {
            this.position = position;
            this.purpose = purpose;
            this.traced = new TracedLookup(position, first);
        }
    }

    /** A peer that enters through one of these addresses, or begins a ring without any. */
    ChordPeer(PeerContact self, List<PeerAddress> through) {
        this.self = self;
        this.through = List.copyOf(through);
        this.called = self.address();
        this.table = new ChordTable(self.id().position());
    }

    /** True once it knows who follows it. */
    boolean isMember() {
        return member;
    }

    @Override
    public RoleName name() {
        return new RoleName("ring");
    }

    @Override
    public List<Class<?>> takes() {
        return List.of(ChordMessage.class, RingRequest.class);
    }

    @Override
    public Effects on(Event event, Environment world) {
        Effects.Collector out = new Effects.Collector(Lane.MAIN);
        switch (event) {
            case Event.Started() -> {
                member = through.isEmpty();
                long phase = world.random().nextLong(PERIOD.toMillis());
                out.timer(Duration.ofMillis(phase), new Period());
                join(out);
            }
            case Event.Elapsed(JoinAgain()) -> join(out);
            case Event.Elapsed(Period()) -> period(out);
            case Event.Elapsed(CheckLate(long number)) -> silent(number, out);
            case Event.Elapsed(LookupLate(long number, int asked)) -> late(number, asked, out);
            case Event.Received(PeerId from, ChordMessage message) -> received(from, message, out);
            case Event.Asked(AskId id, RingRequest.LookupAsked(RingPosition position)) ->
                    lookUp(position, new Purpose.Outside(id), self, out);
            case Event.Received _,
                    Event.Elapsed _,
                    Event.Told _,
                    Event.Asked _,
                    Event.Found _,
                    Event.Computed _ -> {}
        }
        return out.effects();
    }

    private void join(Effects.Collector out) {
        if (member) return;
        called = through.get((int) (last % through.size()));
        calling = ++last;
        out.add(new Effect.Call(called, new ChordMessage.Check(calling)));
        out.timer(ANSWER_WITHIN.multipliedBy(5), new JoinAgain());
    }

    // ---- stabilize, check predecessor, fix fingers

    private void period(Effects.Collector out) {
        out.timer(PERIOD, new Period());
        if (!member) return;
        stabilize(out);
        table.predecessor().ifPresent(peer -> check(peer, new ChordMessage.Check(++last), out));
        table.successors().stream().findFirst().ifPresent(next -> fixFinger(next, out));
    }

    private void stabilize(Effects.Collector out) {
        table.successors().stream()
                .findFirst()
                .ifPresent(next -> check(next, new ChordMessage.Stabilize(++last, self), out));
    }

    private void check(PeerContact peer, ChordMessage question, Effects.Collector out) {
        checks.put(question.number(), peer.id());
        send(peer, question, out);
        out.timer(ANSWER_WITHIN, new CheckLate(question.number()));
    }

    private void silent(long number, Effects.Collector out) {
        PeerId peer = checks.remove(number);
        if (peer == null) return;
        boolean wasNext =
                table.successors().stream().limit(1).anyMatch(next -> next.id().equals(peer));
        table.drop(peer);
        if (wasNext) stabilize(out);
    }

    private void fixFinger(PeerContact beyond, Effects.Collector out) {
        int level = table.levelBeyond(beyond);
        if (level > 63) return;
        RingPosition start = new RingPosition(self.id().position().value() + (1L << level));
        lookUp(start, new Purpose.Finger(level), self, out);
    }

    private static void send(PeerContact to, ChordMessage message, Effects.Collector out) {
        out.add(new Effect.Know(to));
        out.send(to.id(), message);
    }

    private void received(PeerId from, ChordMessage message, Effects.Collector out) {
        switch (message) {
            case ChordMessage.Check(long number) -> out.send(from, new ChordMessage.Alive(number));
            case ChordMessage.Alive(long number) -> {
                checks.remove(number);
                if (!member && lookups.isEmpty() && number == calling) {
                    PeerContact first = new PeerContact(from, called);
                    lookUp(self.id().position(), new Purpose.Enter(first), first, out);
                }
            }
            case ChordMessage.Stabilize(long number, PeerContact sender) -> {
                if (!member) return;
                List<PeerContact> peers = new ArrayList<>();
                table.between(sender).ifPresent(peers::add);
                table.notified(sender);
                peers.addAll(fromHereOn());
                out.send(from, new ChordMessage.Neighbours(number, peers));
            }
            case ChordMessage.Neighbours(long number, var peers) -> {
                if (checks.remove(number) == null) return;
                table.follow(peers);
                boolean nearer = !peers.getFirst().id().equals(from);
                if (nearer) stabilize(out);
            }
            case ChordMessage.Ask ask -> {
                if (member) answer(from, ask, out);
            }
            case ChordMessage.Told(long number, PeerContact to, boolean past) -> {
                Step step = past ? new Step.Final(to) : new Step.Toward(to);
                Lookup lookup = lookups.get(number);
                if (lookup != null && lookup.traced.path().getLast().equals(from))
                    go(number, lookup, lookup.traced.answered(step), out);
            }
            case ChordMessage.Found(long number, var peers) -> {
                Lookup lookup = lookups.get(number);
                if (lookup != null && lookup.traced.path().getLast().equals(from))
                    found(number, lookup, peers, out);
            }
        }
    }

    private List<PeerContact> fromHereOn() {
        List<PeerContact> peers = new ArrayList<>(List.of(self));
        peers.addAll(table.successors());
        return peers;
    }

    // ---- lookups

    private void answer(PeerId from, ChordMessage.Ask ask, Effects.Collector out) {
        switch (table.step(ask.position(), ask.past(), ask.silent()::contains)) {
            case Step.Here _ -> out.send(from, new ChordMessage.Found(ask.number(), fromHereOn()));
            case Step.Final(PeerContact to) ->
                    out.send(from, new ChordMessage.Told(ask.number(), to, true));
            case Step.Toward(PeerContact to) ->
                    out.send(from, new ChordMessage.Told(ask.number(), to, false));
        }
    }

    private void lookUp(
            RingPosition position, Purpose purpose, PeerContact first, Effects.Collector out) {
        Lookup lookup = new Lookup(position, purpose, first);
        lookups.put(++last, lookup);
        go(last, lookup, lookup.traced.start(), out);
    }

    private void go(long number, Lookup lookup, TracedLookup.Turn first, Effects.Collector out) {
        TracedLookup.Turn turn = first;
        while (turn instanceof TracedLookup.Turn.Ask(var hop) && hop.peer().equals(self)) {
            Step step = table.step(lookup.position, hop.past(), lookup.traced.silent()::contains);
            if (step instanceof Step.Here) {
                found(number, lookup, fromHereOn(), out);
                return;
            }
            turn = lookup.traced.answered(step);
        }
        switch (turn) {
            case TracedLookup.Turn.Ask(var hop) -> {
                lookup.asked++;
                var silent = lookup.traced.silent();
                send(
                        hop.peer(),
                        new ChordMessage.Ask(number, lookup.position, hop.past(), silent),
                        out);
                out.timer(ANSWER_WITHIN, new LookupLate(number, lookup.asked));
            }
            case TracedLookup.Turn.Done(PeerContact responsible) ->
                    found(number, lookup, List.of(responsible), out);
            case TracedLookup.Turn.Failed _ -> failed(number, lookup, out);
        }
    }

    private void late(long number, int asked, Effects.Collector out) {
        Lookup lookup = lookups.get(number);
        if (lookup == null || lookup.asked != asked) return;
        if (lookup.pausing) {
            lookup.pausing = false;
            lookup.traced = new TracedLookup(lookup.position, firstOf(lookup.purpose));
            go(number, lookup, lookup.traced.start(), out);
            return;
        }
        table.drop(lookup.traced.path().getLast());
        go(number, lookup, lookup.traced.noAnswer(), out);
    }

    private PeerContact firstOf(Purpose purpose) {
        return purpose instanceof Purpose.Enter(PeerContact first) ? first : self;
    }

    private void failed(long number, Lookup lookup, Effects.Collector out) {
        if (lookup.tries < MAX_TRIES) {
            lookup.tries++;
            lookup.asked++;
            lookup.pausing = true;
            out.timer(ANSWER_WITHIN, new LookupLate(number, lookup.asked));
            return;
        }
        lookups.remove(number);
        if (lookup.purpose instanceof Purpose.Outside(AskId asker))
            out.add(new Effect.Answer(asker, new RingReply.NotFound(lookup.position)));
    }

    private void found(long number, Lookup lookup, List<PeerContact> peers, Effects.Collector out) {
        lookups.remove(number);
        PeerContact first = peers.getFirst();
        switch (lookup.purpose) {
            case Purpose.Enter _ -> {
                if (member || first.equals(self)) return;
                member = true;
                table.follow(peers);
                stabilize(out);
                fixFinger(first, out);
            }
            case Purpose.Finger(int level) -> {
                // Beyond the last finger the circle has come round.
                if (first.equals(self) || table.levelBeyond(first) <= level) return;
                table.finger(level, first);
                fixFinger(first, out);
            }
            case Purpose.Outside(AskId asker) -> {
                List<PeerId> ids = peers.stream().map(PeerContact::id).limit(8).toList();
                List<PeerId> path = new ArrayList<>(lookup.traced.path());
                Optional<PeerId> end = path.stream().reduce((_, next) -> next);
                if (!end.equals(Optional.of(first.id()))) path.add(first.id());
                out.add(
                        new Effect.Answer(
                                asker, new RingReply.Responsible(lookup.position, ids, path)));
            }
        }
    }
}
