package org.p2pltr.ring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Event;
import org.p2pltr.env.Family;
import org.p2pltr.env.Range;
import org.p2pltr.env.Role;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Row;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.ring.Lookups.Purpose;
import org.p2pltr.ring.Passage.Stage;
import org.p2pltr.routing.RoutingTable;
import org.p2pltr.routing.Step;

/**
 * The ring of a peer: who follows it and who is before it, the responsible of each part of its
 * division, and who is responsible for a position. Source: docs/protocol/ring.md.
 */
public final class RoutedRing implements Role {
    /** Its name. */
    public static final RoleName NAME = new RoleName("ring");

    /** Where it keeps whom it knew: what a restored peer keeps, to find its network again. */
    public static final Range KNOWN_PEERS = RingRecords.KNOWN_PEERS;

    private final List<PeerAddress> join;
    private final Seat seat;
    private final Chain chain;
    private final Doorway doorway;
    private final Neighbours neighbours;
    private final Upkeep upkeep;
    private final Routes routes;
    private final WayIn wayIn;
    private Duration lastEvent = Duration.ZERO;
    private Duration lastHeartbeat = Duration.ZERO;

    /** Another part of the ring was met: the table is to be filled anew. */
    private boolean met;

    /** The same for a peer without a name. */
    public RoutedRing(PeerContact self, RoutedSettings settings, List<PeerAddress> join) {
        this(self, "", settings, join);
    }

    /**
     * The ring of a peer.
     *
     * @param self this peer, and the address that the others are told
     * @param name of this peer for people, see {@link Introduction}
     * @param join addresses of members of the network to join; empty if there are none, or if the
     *     members remembered on disk are enough. All are called until each has answered
     */
    public RoutedRing(
            PeerContact self, String name, RoutedSettings settings, List<PeerAddress> join) {
        Introduction.check(name, 1);
        this.join = List.copyOf(join);
        this.seat = new Seat(self, name, settings);
        this.chain = new Chain(seat);
        this.doorway = new Doorway(seat, chain);
        this.neighbours = new Neighbours(seat);
        this.upkeep = new Upkeep(seat, doorway);
        this.routes = new Routes(seat, doorway);
        this.wayIn = new WayIn(seat, upkeep);
    }

    @Override
    public RoleName name() {
        return NAME;
    }

    @Override
    public List<Class<?>> takes() {
        return List.of(RoutedMessage.class, RingRequest.class);
    }

    @Override
    public List<Range> remembers() {
        return List.of(Range.all(RingRecords.FAMILY));
    }

    @Override
    public void remember(Family family, Row row) {
        switch (RingRecords.read(row)) {
            case RingRecords.Incarnation(long last) -> seat.remember(last);
            case RingRecords.Known known -> {
                if (!known.peer().id().equals(seat.self.id())) seat.members.remember(known);
            }
        }
    }

    /** The table as it is, for checks; called from the peer's loop. */
    public RoutingTable table() {
        return seat.table();
    }

    /** True from the end of the join to the end of the leave. */
    public boolean isMember() {
        return seat.passage.stage() == Stage.IN || seat.passage.stage() == Stage.EXITING;
    }

    /** True if it answers lookups for itself; begins before the end of the join. */
    public boolean answers() {
        return seat.passage.serves() && !seat.passage.handedOver();
    }

    /**
     * True if it holds itself responsible for a position when it does not count whom it has not
     * heard for two heartbeats; for checks.
     */
    public boolean isResponsible(RingPosition position) {
        Predicate<PeerId> silent = peer -> !seat.heardLately(peer, lastEvent);
        return answers() && seat.table().settle(position, silent) instanceof Step.Here;
    }

    /** True when it has left for the rest of this life. */
    public boolean hasLeft() {
        return seat.passage.handedOver();
    }

    @Override
    public Effects on(Event event, Environment world) {
        Turn turn = new Turn(world);
        lastEvent = turn.now();
        boolean wasMember = isMember();
        RoutingTable before = seat.table();
        switch (event) {
            case Event.Started _ -> started(turn);
            case Event.Received(PeerId from, var message) -> {
                if (message instanceof RoutedMessage ours) received(from, ours, turn);
            }
            case Event.Elapsed(var timer) -> {
                if (timer instanceof RoutedTimer ours) elapsed(ours, turn);
            }
            case Event.Told(var notice) -> {
                if (notice instanceof RingNotice.Locate locate) locate(locate, turn);
                if (notice instanceof RingNotice.Depend(var asker, var peers))
                    seat.depend(asker, peers);
            }
            case Event.Asked(AskId id, var request) -> {
                if (request instanceof RingRequest ours) asked(id, ours, turn);
            }
            case Event.Found _, Event.Computed _ -> {
                // Never asked for.
            }
        }
        if (wasMember && isMember()) chain.changedSince(before, turn);
        return turn.effects();
    }

    private void started(Turn turn) {
        seat.begin(turn);
        lastHeartbeat = turn.now();
        wayIn.started(join, turn);
        // Peers that start together do not beat together.
        turn.timer(turn.randomUpTo(seat.settings.heartbeat()), new RoutedTimer.Heartbeat());
    }

    private void elapsed(RoutedTimer timer, Turn turn) {
        switch (timer) {
            case RoutedTimer.Heartbeat _ -> heartbeat(turn);
            case RoutedTimer.Again again -> {
                if (!seat.passage.again(again, turn)) doorway.noWay(turn);
            }
            case RoutedTimer.LookupLate late -> upkeep.late(late, turn);
            case RoutedTimer.StepAgain again -> seat.lookups.stepAgain(again, turn);
        }
    }

    private void heartbeat(Turn turn) {
        if (seat.passage.stage() == Stage.GONE) return;
        Duration beat = seat.settings.heartbeat();
        Duration late = turn.now().minus(lastHeartbeat).minus(beat);
        if (late.compareTo(beat) > 0) seat.members.slept(late);
        lastHeartbeat = turn.now();
        turn.timer(beat, new RoutedTimer.Heartbeat());
        doorway.beat(turn);
        wayIn.beat(turn);
        if (!isMember()) return;
        for (PeerId silent : neighbours.beat(turn)) {
            seat.drop(silent, turn);
            if (seat.table().lost().contains(silent)) upkeep.replace(silent, turn);
        }
        chain.extend(turn);
        upkeep.beat(turn);
        if (met) nowAmongOthers(turn);
    }

    private void nowAmongOthers(Turn turn) {
        met = false;
        upkeep.fillAll(turn);
        upkeep.tellDependents(turn);
    }

    private void received(PeerId from, RoutedMessage message, Turn turn) {
        switch (message) {
            case RoutedMessage.Who(long number) -> wayIn.who(from, number, isMember(), turn);
            case RoutedMessage.Me me -> wayIn.me(from, me, turn);
            case RoutedMessage.Route route -> routes.route(from, route, turn);
            case RoutedMessage.AskStep ask -> routes.step(from, ask, turn);
            case RoutedMessage.StepTold told -> upkeep.told(from, told, turn);
            case RoutedMessage.Found found -> upkeep.found(from, found, turn);
            case RoutedMessage.Enter enter -> doorway.enter(from, enter, turn);
            case RoutedMessage.Entered entered -> doorway.entered(from, entered, turn);
            case RoutedMessage.Beside beside -> doorway.beside(from, beside, turn);
            case RoutedMessage.Inside inside -> doorway.inside(from, inside, turn);
            case RoutedMessage.Exit exit ->
                    doorway.exit(from, exit, turn)
                            .ifPresent(change -> upkeep.tellDependents(change, true, turn));
            case RoutedMessage.Instead instead -> instead(from, instead, turn);
            case RoutedMessage.Taken(long number) -> {
                if (doorway.taken(from, number, turn)) nowIn(turn);
            }
            case RoutedMessage.Busy(long number) -> {
                if (seat.passage.isAnswer(from, number)) doorway.noWay(turn);
            }
            case RoutedMessage.Probe _,
                    RoutedMessage.Alive _,
                    RoutedMessage.Near _,
                    RoutedMessage.Better _,
                    RoutedMessage.Replaced _,
                    RoutedMessage.ProbeFor _,
                    RoutedMessage.Heard _ -> {
                if (isMember() && !from.equals(seat.self.id())) amongMembers(from, message, turn);
            }
        }
    }

    private void amongMembers(PeerId from, RoutedMessage message, Turn turn) {
        switch (message) {
            case RoutedMessage.Probe probe ->
                    chain.probed(from, probe, turn)
                            .ifPresent(change -> upkeep.tellDependents(change, false, turn));
            case RoutedMessage.Alive alive -> {
                if (neighbours.alive(from, alive, turn)) back(from, turn);
                chain.extend(turn);
            }
            case RoutedMessage.Near(var _, var peers) -> chain.told(from, peers, turn);
            case RoutedMessage.Better(var _, PeerContact peer) -> seat.believe(peer, turn);
            case RoutedMessage.Replaced replaced -> upkeep.replaced(replaced, turn);
            case RoutedMessage.ProbeFor asked -> neighbours.probeFor(from, asked, turn);
            case RoutedMessage.Heard(var _, PeerId target) -> neighbours.vouchedFor(target, turn);
            default -> throw new IllegalArgumentException("not said among members: " + message);
        }
    }

    /** A peer that was not heard is here: perhaps as a member of another ring. */
    private void back(PeerId peer, Turn turn) {
        met = true;
        seat.members
                .find(peer)
                .ifPresent(known ->
                        upkeep.lookUpSelf(
                                new Purpose.ToMeet(), known.introduction().contact(), turn));
    }

    private void instead(PeerId from, RoutedMessage.Instead instead, Turn turn) {
        boolean near = seat.watched().contains(from);
        if (doorway.instead(from, instead, turn)) upkeep.replace(from, turn);
        if (near && instead.incarnation() > 0 && !instead.near().isEmpty())
            upkeep.relay(
                    new RoutedMessage.Replaced(
                            seat.number(), from, instead.near().getFirst(), true),
                    turn);
    }

    private void nowIn(Turn turn) {
        wayIn.nowIn(turn);
        neighbours.beat(turn);
        upkeep.fillAll(turn);
        upkeep.tellDependents(turn);
    }

    // ---- the roles of this peer, and the outside

    private void locate(RingNotice.Locate locate, Turn turn) {
        if (seat.table().isComplete()) {
            // A hint is wanted, and all others are known.
            List<PeerId> peers = responsible(locate.position());
            turn.add(
                    new Effect.Tell(
                            locate.asker(),
                            new RingNotice.Located(locate.question(), locate.position(), peers)));
        } else {
            upkeep.lookUp(
                    locate.position(),
                    new Purpose.ForRole(locate.asker(), locate.question()),
                    turn);
        }
    }

    private List<PeerId> responsible(RingPosition position) {
        List<PeerId> live =
                new ArrayList<>(seat.table().peers().stream().map(PeerContact::id).toList());
        boolean leaves = doorway.isLeaving() || seat.passage.handedOver();
        // Who leaves is no longer responsible, unless there is nobody else.
        if (!leaves || live.isEmpty()) live.add(seat.self.id());
        return Circle.responsible(position, live);
    }

    private void asked(AskId asker, RingRequest request, Turn turn) {
        switch (request) {
            case RingRequest.PeersAsked _ -> turn.answer(asker, known(turn.now()));
            case RingRequest.LookupAsked(RingPosition position) -> {
                if (isMember()) upkeep.lookUp(position, new Purpose.ForOutside(asker), turn);
                else turn.answer(asker, new RingReply.NotFound(position));
            }
            case RingRequest.JoinAsked(PeerAddress address) -> wayIn.join(asker, address, turn);
            case RingRequest.LeaveAsked _ -> doorway.leave(asker, turn);
        }
    }

    private RingReply known(Duration now) {
        List<KnownPeer> peers = new ArrayList<>(seat.members.seenAt(now));
        for (PeerContact kept : seat.table().peers()) {
            if (seat.members.find(kept.id()).isEmpty())
                peers.add(seen(new Introduction(kept, "", 1), KnownPeer.State.ALIVE));
        }
        KnownPeer.State state =
                seat.passage.handedOver() ? KnownPeer.State.LEFT : KnownPeer.State.SELF;
        peers.add(seen(seat.introduction(), state));
        peers.sort((a, b) -> a.contact().id().compareTo(b.contact().id()));
        return new RingReply.KnownPeers(peers);
    }

    private static KnownPeer seen(Introduction peer, KnownPeer.State state) {
        return new KnownPeer(
                peer.contact(),
                peer.name(),
                state,
                Duration.ZERO,
                Duration.ZERO,
                peer.incarnation());
    }
}
