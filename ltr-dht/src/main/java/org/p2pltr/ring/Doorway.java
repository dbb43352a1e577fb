package org.p2pltr.ring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.p2pltr.env.AskId;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.ring.Passage.Stage;
import org.p2pltr.routing.RoutingTable;
import org.p2pltr.routing.Step;

/**
 * The ways into the ring and out of it: of this peer, and of those before and after it. Three peers
 * take part, and no lookup misses one of them meanwhile. Source: docs/protocol/ring.md, "Join" and
 * "Leave".
 */
final class Doorway {
    /** Most newcomers that wait for the place before this peer. */
    static final int MAX_WAITING = 8;

    private final Seat seat;
    private final Passage passage;
    private final Chain chain;
    private final List<AskId> leaveAskers = new ArrayList<>();
    private final SequencedMap<PeerId, RoutedMessage.Enter> waiting = new LinkedHashMap<>();
    private Duration goOutAt = Duration.ZERO;
    private Duration leaveBy = Duration.ZERO;

    Doorway(Seat seat, Chain chain) {
        this.seat = seat;
        this.passage = seat.passage;
        this.chain = chain;
    }

    /** At each heartbeat: begins a leave again that did not get on; who waits may be next. */
    void beat(Turn turn) {
        if (passage.stage() == Stage.IN && isLeaving() && turn.now().compareTo(goOutAt) >= 0)
            goOut(turn);
        nextNewcomer(turn);
    }

    /** The peer responsible for this peer's position is asked for the place before it. */
    void ask(PeerContact responsible, Turn turn) {
        if (passage.stage() != Stage.OUT) return;
        var enter = new RoutedMessage.Enter(seat.number(), seat.introduction());
        passage.to(Stage.ENTERING, responsible.id(), enter, turn);
    }

    /** What was begun does not get on: it is begun again, or the leave done without the others. */
    void noWay(Turn turn) {
        switch (passage.stage()) {
            case BESIDE, INSIDE -> {
                // The peer before may have taken it in, and must not send others here.
                seat.table().predecessor().ifPresent(before -> turn.send(before.id(), instead(0)));
                outside(turn);
            }
            case OUT, ENTERING -> outside(turn);
            case EXITING -> {
                passage.to(Stage.IN);
                // Not all who wait for one place at the same time.
                goOutAt = turn.now().plus(turn.randomUpTo(seat.settings.heartbeat()));
            }
            case INSTEAD -> left(1, turn);
            case IN, GONE -> {
                // Nothing was begun.
            }
        }
    }

    private RoutedMessage.Instead instead(long life) {
        return new RoutedMessage.Instead(seat.number(), seat.table().successors(), life);
    }

    private void outside(Turn turn) {
        passage.to(Stage.OUT);
        seat.clear(turn);
    }

    // ---- the newcomer and those beside it

    void enter(PeerId from, RoutedMessage.Enter enter, Turn turn) {
        Introduction newcomer = enter.newcomer();
        boolean here =
                newcomer.id().equals(from)
                        && passage.stage() == Stage.IN
                        // One who was here already and has lost its memory gets its old place.
                        && seat.table().settle(from.position(), from::equals) instanceof Step.Here;
        if (!here) {
            turn.send(from, new RoutedMessage.Busy(enter.number()));
        } else if (passage.lock(from, turn.now())) {
            waiting.remove(from);
            admit(from, enter, turn);
        } else if (waiting.containsKey(from) || waiting.size() < MAX_WAITING) {
            // It repeats its wish, or gives it up.
            waiting.put(from, enter);
        } else {
            turn.send(from, new RoutedMessage.Busy(enter.number()));
        }
    }

    private void admit(PeerId from, RoutedMessage.Enter enter, Turn turn) {
        turn.know(enter.newcomer().contact());
        List<PeerContact> near = without(from, seat.fromHereOn());
        if (seat.table().isComplete()) near.add(enter.newcomer().contact());
        PeerContact predecessor =
                seat.table()
                        .predecessor()
                        .filter(p -> !p.id().equals(from))
                        .or(chain::beforePredecessor)
                        .orElse(seat.self);
        turn.send(
                from,
                new RoutedMessage.Entered(
                        enter.number(), predecessor, near, without(from, seat.table().peers())));
    }

    private static List<PeerContact> without(PeerId peer, List<PeerContact> list) {
        List<PeerContact> others = new ArrayList<>(list);
        others.removeIf(each -> each.id().equals(peer));
        return others;
    }

    private void nextNewcomer(Turn turn) {
        if (waiting.isEmpty()) return;
        Map.Entry<PeerId, RoutedMessage.Enter> next = waiting.firstEntry();
        if (!passage.isFreeFor(next.getKey(), turn.now())) return;
        waiting.remove(next.getKey());
        enter(next.getKey(), next.getValue(), turn);
    }

    void entered(PeerId from, RoutedMessage.Entered entered, Turn turn) {
        if (!passage.isAnswer(from, entered.number())) return;
        RoutingTable table = seat.table().withSuccessors(entered.near());
        for (PeerContact other : entered.others()) table = table.with(other);
        seat.update(table.with(entered.predecessor()), turn);
        var beside = new RoutedMessage.Beside(seat.number(), seat.introduction());
        passage.to(Stage.BESIDE, entered.predecessor().id(), beside, turn);
    }

    void beside(PeerId from, RoutedMessage.Beside beside, Turn turn) {
        PeerContact newcomer = beside.newcomer().contact();
        Optional<PeerContact> first = seat.table().successors().stream().findFirst();
        boolean next =
                newcomer.id().equals(from)
                        && passage.serves()
                        && !passage.handedOver()
                        && first.filter(peer -> !isNext(newcomer, peer)).isEmpty();
        if (!next) {
            turn.send(from, new RoutedMessage.Busy(beside.number()));
            return;
        }
        // Whom this peer asked to take its place over is not the one after it any more.
        if (passage.stage() == Stage.EXITING) noWay(turn);
        seat.heard(beside.newcomer(), turn);
        turn.send(from, new RoutedMessage.Taken(beside.number()));
    }

    /** True if the newcomer is the first successor, or nearer than it. */
    private boolean isNext(PeerContact newcomer, PeerContact first) {
        RingPosition own = seat.self.id().position();
        return Long.compareUnsigned(
                        own.distanceTo(newcomer.id().position()),
                        own.distanceTo(first.id().position()))
                <= 0;
    }

    void inside(PeerId from, RoutedMessage.Inside inside, Turn turn) {
        boolean mine =
                inside.newcomer().id().equals(from)
                        && passage.serves()
                        && !passage.handedOver()
                        && passage.isFreeFor(from, turn.now())
                        && seat.table().settle(from.position(), from::equals) instanceof Step.Here;
        if (mine) {
            seat.heard(inside.newcomer(), turn);
            passage.unlock();
            turn.send(from, new RoutedMessage.Taken(inside.number()));
            nextNewcomer(turn);
        } else {
            turn.send(from, new RoutedMessage.Busy(inside.number()));
        }
    }

    // ---- who leaves and those beside it

    /** True if somebody wants this peer to leave. */
    boolean isLeaving() {
        return !leaveAskers.isEmpty();
    }

    void leave(AskId asker, Turn turn) {
        if (!isLeaving()) leaveBy = turn.now().plus(seat.settings.lock().multipliedBy(2));
        leaveAskers.add(asker);
        turn.changed();
        switch (passage.stage()) {
            case OUT, ENTERING, GONE -> left(0, turn);
            case IN -> goOut(turn);
            case BESIDE, INSIDE, EXITING, INSTEAD -> {
                // When it is in, the next heartbeat begins the way out.
            }
        }
    }

    private void goOut(Turn turn) {
        List<PeerContact> successors = seat.table().successors();
        PeerId self = seat.self.id();
        if (successors.isEmpty()) {
            left(0, turn);
        } else if (turn.now().compareTo(leaveBy) >= 0) {
            // Nobody agrees: it goes as one that fails.
            left(successors.size(), turn);
        } else if (passage.lock(self, turn.now())) {
            PeerContact predecessor = seat.table().predecessor().orElse(seat.self);
            var exit = new RoutedMessage.Exit(seat.number(), predecessor);
            passage.to(Stage.EXITING, successors.getFirst().id(), exit, turn);
        }
    }

    /** The peer before this one leaves; what this one takes over, if it agrees now. */
    Optional<Chain.Succession> exit(PeerId from, RoutedMessage.Exit exit, Turn turn) {
        boolean again = seat.members.find(from).filter(Member::hasLeft).isPresent();
        boolean mine =
                passage.stage() == Stage.IN
                        && passage.isFreeFor(from, turn.now())
                        && seat.table().predecessor().filter(p -> p.id().equals(from)).isPresent();
        if (mine) {
            seat.members.left(from, lifeOf(from), turn);
            seat.drop(from, turn);
            if (!exit.predecessor().id().equals(seat.self.id()))
                seat.update(seat.table().with(exit.predecessor()), turn);
            seat.update(seat.table().repaired(from), turn);
        }
        turn.send(
                from,
                mine || again
                        ? new RoutedMessage.Taken(exit.number())
                        : new RoutedMessage.Busy(exit.number()));
        return mine
                ? Optional.of(new Chain.Succession(exit.predecessor(), from))
                : Optional.empty();
    }

    private long lifeOf(PeerId peer) {
        return seat.members.find(peer).map(known -> known.introduction().incarnation()).orElse(1L);
    }

    /** A peer is out of the ring; true if somebody else is to be found in its place. */
    boolean instead(PeerId from, RoutedMessage.Instead instead, Turn turn) {
        turn.send(from, new RoutedMessage.Taken(instead.number()));
        if (instead.incarnation() > 0) {
            // What an earlier life said late means nothing.
            boolean known = seat.members.find(from).isPresent();
            if (!seat.members.left(from, instead.incarnation(), turn) && known) return false;
        } else {
            // It may have a ring of its own then: it is looked for.
            seat.members
                    .find(from)
                    .map(known -> known.introduction().contact())
                    .ifPresent(contact -> seat.members.expect(contact, true, turn));
        }
        boolean wasFirst = seat.isFirst(from);
        seat.drop(from, turn);
        if (wasFirst) {
            chain.follow(from, instead.near(), turn);
            seat.update(seat.table().repaired(from), turn);
        }
        return seat.table().lost().contains(from);
    }

    /** Who still takes this peer for a member, which has left, learns it as it uses it. */
    void tellThatGone(PeerId user, Turn turn) {
        turn.send(user, instead(seat.incarnation()));
    }

    /** What this peer said last was taken; true if it is now a member, and was not before. */
    boolean taken(PeerId from, long number, Turn turn) {
        if (!passage.isAnswer(from, number)) return false;
        switch (passage.stage()) {
            case BESIDE -> nowInside(turn);
            case INSIDE -> passage.to(Stage.IN);
            case EXITING -> nowInstead(turn);
            case INSTEAD -> left(0, turn);
            case OUT, ENTERING, IN, GONE -> {
                // Nothing is said in these that is taken.
            }
        }
        if (passage.stage() == Stage.IN) turn.changed();
        return passage.stage() == Stage.IN;
    }

    private void nowInside(Turn turn) {
        List<PeerContact> successors = seat.table().successors();
        if (successors.isEmpty()) {
            noWay(turn);
            return;
        }
        var inside = new RoutedMessage.Inside(seat.number(), seat.introduction());
        passage.to(Stage.INSIDE, successors.getFirst().id(), inside, turn);
    }

    private void nowInstead(Turn turn) {
        PeerId predecessor = seat.table().predecessor().orElse(seat.self).id();
        passage.to(Stage.INSTEAD, predecessor, instead(seat.incarnation()), turn);
    }

    private void left(int unaware, Turn turn) {
        if (passage.stage() != Stage.GONE) {
            turn.report(new RingEvent.SelfLeft(unaware));
            // The two beside it know; to the others it saves the time of a suspicion.
            for (PeerContact peer : seat.neighbours()) tellThatGone(peer.id(), turn);
        }
        passage.to(Stage.GONE);
        for (AskId asker : leaveAskers) turn.answer(asker, new RingReply.Left());
        leaveAskers.clear();
    }
}
