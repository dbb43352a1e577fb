package org.p2pltr.ring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.id.Arc;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.ring.Lookups.End;
import org.p2pltr.ring.Lookups.Purpose;
import org.p2pltr.ring.Passage.Stage;
import org.p2pltr.routing.RoutingTable;
import org.p2pltr.routing.Step;

/**
 * The ring of many peers: each knows its neighbours and the responsible of each part of its
 * division. Not wired into peers yet; {@link RingRole} is. Source: docs/protocol/ring.md.
 */
public final class RoutedRing implements Role {
    /** Its name, that of the ring. */
    public static final RoleName NAME = RingRole.NAME;

    private final Seat seat;
    private final Doorway doorway;
    private final Chain chain;
    private Duration lastHeartbeat = Duration.ZERO;

    /**
     * The ring of a peer.
     *
     * @param join addresses of members of the network to join; empty to begin a ring
     */
    public RoutedRing(PeerContact self, RoutedSettings settings, List<PeerAddress> join) {
        this.seat = new Seat(self, settings);
        this.doorway = new Doorway(seat, List.copyOf(join));
        this.chain = new Chain(seat);
    }

    @Override
    public RoleName name() {
        return NAME;
    }

    @Override
    public List<Class<?>> takes() {
        return List.of(RoutedMessage.class, RingRequest.class);
    }

    /** The table as it is, for checks; called from the peer's loop. */
    public RoutingTable table() {
        return seat.table();
    }

    /** True from the end of the join to the end of the leave. */
    public boolean isMember() {
        return seat.passage.stage() == Stage.IN || seat.passage.stage() == Stage.EXITING;
    }

    @Override
    public Effects on(Event event, Environment world) {
        Turn turn = new Turn(world);
        switch (event) {
            case Event.Started _ -> started(turn);
            case Event.Received(PeerId from, var message) -> {
                if (message instanceof RoutedMessage ours) received(from, ours, turn);
            }
            case Event.Elapsed(var timer) -> {
                if (timer instanceof RoutedTimer ours) elapsed(ours, turn);
            }
            case Event.Told(var notice) -> {
                if (notice instanceof RingNotice.Locate locate && isMember())
                    lookUp(
                            locate.position(),
                            new Purpose.ForRole(locate.asker(), locate.question()),
                            turn);
            }
            case Event.Asked(AskId id, var request) -> {
                if (request instanceof RingRequest ours) asked(id, ours, turn);
            }
            case Event.Found _, Event.Computed _ -> {
                // Never asked for.
            }
        }
        return turn.effects();
    }

    private void started(Turn turn) {
        seat.countFrom(turn.randomNumber());
        lastHeartbeat = turn.now();
        doorway.started(turn);
        turn.timer(turn.randomUpTo(seat.settings.heartbeat()), new RoutedTimer.Heartbeat());
    }

    private void elapsed(RoutedTimer timer, Turn turn) {
        switch (timer) {
            case RoutedTimer.Heartbeat _ -> heartbeat(turn);
            case RoutedTimer.Again again -> {
                if (!seat.passage.again(again, turn)) doorway.noWay(turn);
            }
            case RoutedTimer.LookupLate late ->
                    seat.lookups.late(late, seat.table(), turn).ifPresent(end -> ended(end, turn));
        }
    }

    private void heartbeat(Turn turn) {
        if (seat.passage.stage() == Stage.GONE) return;
        Duration beat = seat.settings.heartbeat();
        Duration late = turn.now().minus(lastHeartbeat).minus(beat);
        if (late.compareTo(beat) > 0) seat.neighbours.slept(late);
        lastHeartbeat = turn.now();
        turn.timer(beat, new RoutedTimer.Heartbeat());
        doorway.beat(turn);
        if (!isMember()) return;
        for (PeerId silent : seat.neighbours.beat(seat.table(), seat.self, seat.number(), turn))
            suspect(silent, turn);
        if (seat.table().successors().isEmpty() && seat.table().size() > 0)
            lookUp(
                    new RingPosition(seat.self.id().position().value() + 1),
                    new Purpose.ToFollow(),
                    turn);
    }

    private void suspect(PeerId peer, Turn turn) {
        turn.report(new RingEvent.PeerSilent(peer, seat.settings.suspectAfter()));
        turn.announce(new RingNotice.PeerSuspected(peer));
        seat.drop(peer, turn);
        if (seat.table().lost().contains(peer)) replace(peer, turn);
    }

    private void replace(PeerId lost, Turn turn) {
        lookUp(lost.position(), new Purpose.ToReplace(lost), turn);
    }

    private void received(PeerId from, RoutedMessage message, Turn turn) {
        switch (message) {
            case RoutedMessage.Who(long number) -> {
                if (isMember()) turn.send(from, new RoutedMessage.Me(number, seat.self));
            }
            case RoutedMessage.Me(long number, PeerContact contact) -> {
                if (contact.id().equals(from) && doorway.isReached(number)) wayIn(contact, turn);
            }
            case RoutedMessage.Route route -> route(from, route, turn);
            case RoutedMessage.AskStep ask -> step(from, ask, turn);
            case RoutedMessage.StepTold told ->
                    seat.lookups
                            .told(from, told, seat.table(), turn)
                            .ifPresent(end -> ended(end, turn));
            case RoutedMessage.Found found ->
                    seat.lookups.found(from, found).ifPresent(end -> ended(end, turn));
            case RoutedMessage.Better(var _, PeerContact peer) -> seat.believe(peer, turn);
            case RoutedMessage.Probe probe -> {
                if (isMember()) chain.probed(from, probe, turn);
            }
            case RoutedMessage.Alive(long number) -> seat.neighbours.alive(from, number, turn);
            case RoutedMessage.Near(var _, var peers) -> {
                if (isMember()) chain.told(from, peers, turn);
            }
            case RoutedMessage.ProbeFor asked ->
                    seat.neighbours.probeFor(from, asked, seat.number(), seat.self, turn);
            case RoutedMessage.Heard(var _, PeerId target) ->
                    seat.neighbours.heard(target, turn.now());
            case RoutedMessage.Enter enter -> doorway.enter(from, enter, turn);
            case RoutedMessage.Entered entered -> doorway.entered(from, entered, turn);
            case RoutedMessage.Beside beside -> doorway.beside(from, beside, turn);
            case RoutedMessage.Inside inside -> doorway.inside(from, inside, turn);
            case RoutedMessage.Exit exit -> doorway.exit(from, exit, turn);
            case RoutedMessage.Instead instead -> {
                if (doorway.instead(from, instead, turn)) replace(from, turn);
            }
            case RoutedMessage.Taken(long number) -> {
                if (doorway.taken(from, number, turn)) {
                    fillAll(turn);
                    tellDependents(turn);
                }
            }
            case RoutedMessage.Busy(long number) -> {
                if (seat.passage.isAnswer(from, number)) doorway.noWay(turn);
            }
        }
    }

    private void wayIn(PeerContact member, Turn turn) {
        RingPosition own = seat.self.id().position();
        seat.lookups.beginAt(seat.number(), own, new Purpose.ToEnter(), member, turn);
    }

    // ---- lookups

    private void lookUp(RingPosition position, Purpose purpose, Turn turn) {
        seat.lookups
                .begin(seat.number(), position, purpose, seat.table(), turn)
                .ifPresent(end -> ended(end, turn));
    }

    private void route(PeerId from, RoutedMessage.Route route, Turn turn) {
        if (!seat.passage.serves()) return;
        Step step =
                route.past()
                        ? seat.table().settle(route.position(), _ -> false)
                        : seat.table().next(route.position(), _ -> false);
        if (seat.passage.handedOver()) doorway.tellThatGone(from, turn);
        switch (handedOn(step, route.past())) {
            case Step.Here _ -> {
                turn.know(route.asker());
                turn.send(route.asker().id(), seat.foundHere(route.number(), route.hops()));
            }
            case Step.Final(PeerContact to) -> {
                sendOn(route, to, true, turn);
                if (route.past() && !seat.passage.handedOver())
                    turn.send(from, new RoutedMessage.Better(route.number(), to));
            }
            case Step.Toward(PeerContact to) -> {
                // Where it was thought to end and nobody can tell, the asker asks step by step.
                if (!route.past()) sendOn(route, to, false, turn);
            }
        }
    }

    /** What a peer that has left would be responsible for is its successor's. */
    private Step handedOn(Step step, boolean past) {
        boolean mine = step instanceof Step.Here || (past && step instanceof Step.Toward);
        return mine && seat.passage.handedOver() && !seat.table().successors().isEmpty()
                ? new Step.Final(seat.table().successors().getFirst())
                : step;
    }

    private static void sendOn(RoutedMessage.Route route, PeerContact to, boolean past, Turn turn) {
        if (route.hops() == RoutedMessage.MAX_HOPS) return;
        turn.know(to);
        turn.send(
                to.id(),
                new RoutedMessage.Route(
                        route.number(), route.asker(), route.position(), past, route.hops() + 1));
    }

    private void step(PeerId from, RoutedMessage.AskStep ask, Turn turn) {
        if (!seat.passage.serves()) return;
        Step step =
                ask.past()
                        ? seat.table().settle(ask.position(), ask.silent()::contains)
                        : seat.table().next(ask.position(), ask.silent()::contains);
        if (seat.passage.handedOver()) doorway.tellThatGone(from, turn);
        switch (handedOn(step, ask.past())) {
            case Step.Here _ -> turn.send(from, seat.foundHere(ask.number(), 0));
            case Step.Final(PeerContact to) ->
                    turn.send(from, new RoutedMessage.StepTold(ask.number(), to, true));
            case Step.Toward(PeerContact to) ->
                    turn.send(from, new RoutedMessage.StepTold(ask.number(), to, false));
        }
    }

    private void ended(End end, Turn turn) {
        switch (end) {
            case End.Found found -> found(found, turn);
            case End.GivenUp(Purpose purpose, RingPosition position) -> {
                switch (purpose) {
                    case Purpose.ForOutside(AskId asker) ->
                            turn.answer(asker, new RingReply.NotFound(position));
                    case Purpose.ToEnter _ -> doorway.noWay(turn);
                    case Purpose.ForRole _,
                            Purpose.ToFill _,
                            Purpose.ToFollow _,
                            Purpose.ToTell _,
                            Purpose.ToReplace _ -> {
                        // A role asks again; a hole in the table costs hops.
                    }
                }
            }
        }
    }

    private void found(End.Found found, Turn turn) {
        for (PeerContact peer : found.peers()) turn.know(peer);
        PeerContact first = found.peers().getFirst();
        List<PeerId> ids =
                found.peers().stream()
                        .map(PeerContact::id)
                        .limit(RingNotice.Located.MAX_PEERS)
                        .toList();
        switch (found.purpose()) {
            case Purpose.ForRole(RoleName asker, long question) ->
                    turn.add(
                            new Effect.Tell(
                                    asker,
                                    new RingNotice.Located(question, found.position(), ids)));
            case Purpose.ForOutside(AskId asker) ->
                    turn.answer(
                            asker, new RingReply.Responsible(found.position(), ids, found.path()));
            case Purpose.ToEnter _ -> doorway.ask(first, turn);
            case Purpose.ToFill(long start) -> filled(start, first, turn);
            case Purpose.ToTell(RingPosition upTo) -> tell(found, upTo, turn);
            case Purpose.ToFollow _ -> {
                List<PeerContact> believed = seat.neighbours.believed(found.peers(), turn.now());
                if (seat.table().successors().isEmpty())
                    seat.update(seat.table().withSuccessors(believed), turn);
            }
            case Purpose.ToReplace(PeerId lost) -> {
                seat.believe(first, turn);
                seat.update(seat.table().repaired(lost), turn);
            }
        }
    }

    private void fillAll(Turn turn) {
        List<PeerContact> near = seat.table().successors();
        if (!near.isEmpty()) fill(distanceOf(near.getLast()), turn);
    }

    /**
     * Correction on change: this peer is new, and responsible for what its successor was. Wanted it
     * is by those from whom the start of a part lies between its predecessor and it; the nearest of
     * them have it among their near successors.
     */
    private void tellDependents(Turn turn) {
        if (seat.table().isComplete()) return;
        Optional<PeerContact> predecessor = seat.table().predecessor();
        List<PeerContact> near = seat.table().successors();
        if (predecessor.isEmpty() || near.isEmpty()) return;
        long before = predecessor.get().id().position().value();
        long own = seat.self.id().position().value();
        long start = seat.table().division().startAfter(distanceOf(near.getLast()));
        while (start != 0) {
            RingPosition first = new RingPosition(before - start + 1);
            lookUp(first, new Purpose.ToTell(new RingPosition(own - start)), turn);
            start = seat.table().division().startAfter(start);
        }
    }

    private void tell(End.Found found, RingPosition upTo, Turn turn) {
        Arc dependents = new Arc(new RingPosition(found.position().value() - 1), upTo);
        for (PeerContact peer : found.peers()) {
            if (dependents.contains(peer.id().position()))
                turn.send(peer.id(), new RoutedMessage.Better(seat.number(), seat.self));
        }
    }

    private long distanceOf(PeerContact peer) {
        return seat.self.id().position().distanceTo(peer.id().position());
    }

    /** Looks the parts up one after the other, from the near successors on. */
    private void fill(long from, Turn turn) {
        if (seat.table().isComplete()) return;
        long start = seat.table().division().startAfter(from);
        if (start != 0 && isMember())
            lookUp(seat.table().division().at(start), new Purpose.ToFill(start), turn);
    }

    private void filled(long start, PeerContact responsible, Turn turn) {
        long distance = distanceOf(responsible);
        // Beyond the last start the circle has come round to this peer.
        if (Long.compareUnsigned(distance, start) < 0) return;
        seat.believe(responsible, turn);
        fill(distance, turn);
    }

    // ---- the outside

    private void asked(AskId asker, RingRequest request, Turn turn) {
        switch (request) {
            case RingRequest.PeersAsked _ -> turn.answer(asker, kept());
            case RingRequest.LookupAsked(RingPosition position) -> {
                if (isMember()) lookUp(position, new Purpose.ForOutside(asker), turn);
                else turn.answer(asker, new RingReply.NotFound(position));
            }
            // A member of one ring does not enter another: merging rings is not built yet.
            case RingRequest.JoinAsked(PeerAddress address) ->
                    turn.answer(asker, new RingReply.NoAnswer(address));
            case RingRequest.LeaveAsked _ -> doorway.leave(asker, turn);
        }
    }

    private RingReply kept() {
        List<KnownPeer> peers = new ArrayList<>();
        for (PeerContact peer : seat.table().peers()) peers.add(known(peer, KnownPeer.State.ALIVE));
        peers.add(known(seat.self, isMember() ? KnownPeer.State.SELF : KnownPeer.State.LEFT));
        peers.sort((a, b) -> a.contact().id().compareTo(b.contact().id()));
        return new RingReply.KnownPeers(peers);
    }

    private static KnownPeer known(PeerContact peer, KnownPeer.State state) {
        return new KnownPeer(peer, "", state, Duration.ZERO, Duration.ZERO, 1);
    }
}
