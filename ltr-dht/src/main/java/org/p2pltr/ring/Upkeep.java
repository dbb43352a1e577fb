package org.p2pltr.ring;

import java.util.List;
import java.util.Optional;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Effect;
import org.p2pltr.env.RoleName;
import org.p2pltr.id.Arc;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.ring.Lookups.End;
import org.p2pltr.ring.Lookups.Gone;
import org.p2pltr.ring.Lookups.Purpose;
import org.p2pltr.routing.Division;

/**
 * The lookups of this peer, and what their ends are for: answers, a filled table, and correction on
 * change. Source: docs/protocol/ring.md, "Lookups" and "Correction on change".
 */
final class Upkeep {
    private final Seat seat;
    private final Doorway doorway;

    Upkeep(Seat seat, Doorway doorway) {
        this.seat = seat;
        this.doorway = doorway;
    }

    void lookUp(RingPosition position, Purpose purpose, Turn turn) {
        seat.lookups
                .begin(seat.number(), position, purpose, seat.table(), turn)
                .ifPresent(end -> ended(end, turn));
    }

    /** Looks this peer's own position up at another, as if this one were not there. */
    void lookUpSelf(Purpose purpose, PeerContact at, Turn turn) {
        if (seat.lookups.isUnderWay(purpose)) return;
        RingPosition own = seat.self.id().position();
        seat.lookups.beginAt(seat.number(), own, purpose, at, turn);
    }

    void late(RoutedTimer.LookupLate late, Turn turn) {
        seat.lookups.late(late, seat.table(), turn).ifPresent(end -> ended(end, turn));
    }

    void told(PeerId from, RoutedMessage.StepTold told, Turn turn) {
        seat.lookups.told(from, told, seat.table(), turn).ifPresent(end -> ended(end, turn));
    }

    void found(PeerId from, RoutedMessage.Found found, Turn turn) {
        seat.lookups.found(from, found).ifPresent(end -> ended(end, turn));
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
                            Purpose.ToMeet _,
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
            case Purpose.ToTell(RingPosition upTo, var instead) -> tell(found, upTo, instead, turn);
            case Purpose.ToFollow _ -> {
                if (seat.table().successors().isEmpty())
                    seat.update(seat.table().withSuccessors(hoped(found.peers())), turn);
            }
            case Purpose.ToMeet _ -> {
                // Who would be beside this peer, if it were there: now each tries the other.
                for (PeerContact peer : found.peers()) seat.mention(peer, turn);
            }
            case Purpose.ToReplace(PeerId lost) -> {
                seat.believe(first, turn);
                seat.update(seat.table().repaired(lost), turn);
            }
        }
    }

    private List<PeerContact> hoped(List<PeerContact> peers) {
        return peers.stream()
                .filter(peer -> seat.members.find(peer.id()).filter(m -> !m.isHoped()).isEmpty())
                .toList();
    }

    /** Looks up who stands in for a lost peer. */
    void replace(PeerId lost, Turn turn) {
        Purpose purpose = new Purpose.ToReplace(lost);
        if (!seat.lookups.isUnderWay(purpose)) lookUp(lost.position(), purpose, turn);
    }

    /** At each heartbeat: what could not be looked up is looked up again. */
    void beat(Turn turn) {
        if (seat.isLonely()) {
            // All whom this peer knew are gone: it is a ring of its own.
            seat.clear(turn);
            return;
        }
        Purpose follow = new Purpose.ToFollow();
        if (seat.table().successors().isEmpty() && !seat.lookups.isUnderWay(follow))
            lookUp(new RingPosition(seat.self.id().position().value() + 1), follow, turn);
        List<PeerId> lost = seat.table().lost();
        if (!lost.isEmpty()) replace(lost.get(turn.randomBelow(lost.size())), turn);
    }

    /** Fills the table anew, part by part, beyond the near successors. */
    void fillAll(Turn turn) {
        List<PeerContact> near = seat.table().successors();
        if (!near.isEmpty()) fill(distanceOf(near.getLast()), turn);
    }

    private void fill(long from, Turn turn) {
        if (seat.table().isComplete()) return;
        long start = seat.table().division().startAfter(from);
        if (start != 0 && !seat.passage.handedOver())
            lookUp(seat.table().division().at(start), new Purpose.ToFill(start), turn);
    }

    private void filled(long start, PeerContact responsible, Turn turn) {
        long distance = distanceOf(responsible);
        // Beyond the last start the circle has come round to this peer.
        if (Long.compareUnsigned(distance, start) < 0) return;
        seat.believe(responsible, turn);
        fill(distance, turn);
    }

    private long distanceOf(PeerContact peer) {
        return seat.self.id().position().distanceTo(peer.id().position());
    }

    /**
     * Correction on change: this peer is new, and responsible for what its successor was. Wanted it
     * is by those from whom the start of a part lies between its predecessor and it; the nearest of
     * them have it among their near successors.
     */
    void tellDependents(Turn turn) {
        seat.table()
                .predecessor()
                .ifPresent(before -> tellAll(before.id(), seat.self.id(), Optional.empty(), turn));
    }

    /** The same of this peer that takes the place of the one before it. */
    void tellDependents(Chain.Succession change, boolean left, Turn turn) {
        PeerId gone = change.gone();
        tellAll(change.predecessor().id(), gone, Optional.of(new Gone(gone, left)), turn);
    }

    private void tellAll(PeerId before, PeerId upTo, Optional<Gone> instead, Turn turn) {
        List<PeerContact> near = seat.table().successors();
        if (seat.table().isComplete() || near.isEmpty()) return;
        Division division = seat.table().division();
        long start = division.startAfter(distanceOf(near.getLast()));
        while (start != 0) {
            RingPosition first = new RingPosition(before.position().value() - start + 1);
            RingPosition last = new RingPosition(upTo.position().value() - start);
            lookUp(first, new Purpose.ToTell(last, instead), turn);
            start = division.startAfter(start);
        }
    }

    private void tell(End.Found found, RingPosition upTo, Optional<Gone> instead, Turn turn) {
        Arc dependents = new Arc(new RingPosition(found.position().value() - 1), upTo);
        long number = seat.number();
        RoutedMessage message =
                instead.<RoutedMessage>map(gone ->
                                new RoutedMessage.Replaced(
                                        number, gone.peer(), seat.self, gone.left()))
                        .orElseGet(() -> new RoutedMessage.Better(number, seat.self));
        for (PeerContact peer : found.peers()) {
            if (dependents.contains(peer.id().position()) && !peer.id().equals(seat.self.id()))
                turn.send(peer.id(), message);
        }
    }

    /** Another one is responsible for what a peer was that is gone. */
    void replaced(RoutedMessage.Replaced replaced, Turn turn) {
        PeerId gone = replaced.gone();
        boolean kept = seat.table().peers().stream().anyMatch(peer -> peer.id().equals(gone));
        if (!kept || gone.equals(seat.self.id())) return;
        boolean near = seat.watched().contains(gone);
        // Whether a neighbour is there this peer sees for itself.
        if (near && !replaced.left()) return;
        seat.drop(gone, turn);
        seat.believe(replaced.by(), turn);
        seat.update(seat.table().repaired(gone), turn);
        if (!near) return;
        seat.members.find(gone).ifPresent(Member::letGo);
        turn.announce(new RingNotice.PeerSuspected(gone));
        relay(replaced, turn);
    }

    /** One who left was near to this peer, and so perhaps to the one before it. */
    void relay(RoutedMessage.Replaced replaced, Turn turn) {
        if (seat.table().isComplete()) return;
        seat.table().predecessor().ifPresent(before -> turn.send(before.id(), replaced));
    }
}
