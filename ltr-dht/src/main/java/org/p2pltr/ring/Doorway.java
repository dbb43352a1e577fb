package org.p2pltr.ring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2pltr.env.AskId;
import org.p2pltr.id.PeerAddress;
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
    private final Seat seat;
    private final Passage passage;
    private final List<PeerAddress> join;
    private final List<AskId> leaveAskers = new ArrayList<>();
    private Duration tryAgainAt = Duration.ZERO;
    private long called;

    Doorway(Seat seat, List<PeerAddress> join) {
        this.seat = seat;
        this.passage = seat.passage;
        this.join = join;
    }

    void started(Turn turn) {
        if (join.isEmpty()) passage.to(Stage.IN);
        else callIn(turn);
    }

    private void callIn(Turn turn) {
        passage.to(Stage.OUT);
        seat.clear();
        called = seat.number();
        tryAgainAt = turn.now().plus(seat.settings.lock());
        turn.call(join.get(turn.randomBelow(join.size())), new RoutedMessage.Who(called));
    }

    /** At each heartbeat: begins again what did not get on. */
    void beat(Turn turn) {
        if (turn.now().compareTo(tryAgainAt) < 0) return;
        switch (passage.stage()) {
            case OUT -> callIn(turn);
            case IN -> {
                if (!leaveAskers.isEmpty()) goOut(turn);
            }
            case ENTERING, BESIDE, INSIDE, EXITING, INSTEAD, GONE -> {
                // Each message of these is repeated for itself.
            }
        }
    }

    /** True if this is the answer to the last call, and a lookup may begin at the one called. */
    boolean isReached(long number) {
        return passage.stage() == Stage.OUT && number == called;
    }

    /** The peer responsible for this peer's position is asked for the place before it. */
    void ask(PeerContact responsible, Turn turn) {
        if (passage.stage() != Stage.OUT) return;
        var enter = new RoutedMessage.Enter(seat.number(), seat.self);
        passage.to(Stage.ENTERING, responsible.id(), enter, turn);
    }

    /** What was begun does not get on: it is begun again, or the leave done without the others. */
    void noWay(Turn turn) {
        // Not all who wait for one place at the same time.
        tryAgainAt = turn.now().plus(turn.randomUpTo(seat.settings.heartbeat()));
        switch (passage.stage()) {
            case BESIDE, INSIDE -> {
                // The peer before may have taken it in, and must not send others here.
                seat.table()
                        .predecessor()
                        .ifPresent(before ->
                                turn.send(
                                        before.id(),
                                        new RoutedMessage.Instead(
                                                seat.number(), seat.table().successors())));
                outside();
            }
            case OUT, ENTERING -> outside();
            case EXITING -> passage.to(Stage.IN);
            case INSTEAD -> left(turn);
            case IN, GONE -> {
                // Nothing was begun.
            }
        }
    }

    private void outside() {
        passage.to(Stage.OUT);
        seat.clear();
    }

    // ---- the newcomer and those beside it

    void enter(PeerId from, RoutedMessage.Enter enter, Turn turn) {
        PeerContact newcomer = enter.newcomer();
        RingPosition at = from.position();
        boolean here =
                newcomer.id().equals(from)
                        && passage.stage() == Stage.IN
                        && passage.isFreeFor(from, turn.now())
                        // One who was here already and has lost its memory gets its old place.
                        && seat.table().settle(at, from::equals) instanceof Step.Here;
        if (!here || !passage.lock(from, turn.now())) {
            turn.send(from, new RoutedMessage.Busy(enter.number()));
            return;
        }
        turn.know(newcomer);
        List<PeerContact> near = seat.fromHereOn();
        if (seat.table().isComplete()) near.add(newcomer);
        PeerContact predecessor =
                seat.table().predecessor().filter(p -> !p.id().equals(from)).orElse(seat.self);
        turn.send(
                from,
                new RoutedMessage.Entered(enter.number(), predecessor, near, seat.table().peers()));
    }

    void entered(PeerId from, RoutedMessage.Entered entered, Turn turn) {
        if (!passage.isAnswer(from, entered.number())) return;
        RoutingTable table = seat.table().withSuccessors(entered.near());
        for (PeerContact other : entered.others()) table = table.with(other);
        seat.update(table.with(entered.predecessor()), turn);
        var beside = new RoutedMessage.Beside(seat.number(), seat.self);
        passage.to(Stage.BESIDE, entered.predecessor().id(), beside, turn);
    }

    void beside(PeerId from, RoutedMessage.Beside beside, Turn turn) {
        PeerContact newcomer = beside.newcomer();
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
        take(newcomer, turn);
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
            take(inside.newcomer(), turn);
            passage.unlock();
            turn.send(from, new RoutedMessage.Taken(inside.number()));
        } else {
            turn.send(from, new RoutedMessage.Busy(inside.number()));
        }
    }

    private void take(PeerContact peer, Turn turn) {
        seat.neighbours.back(peer.id());
        seat.believe(peer, turn);
    }

    // ---- who leaves and those beside it

    void leave(AskId asker, Turn turn) {
        leaveAskers.add(asker);
        switch (passage.stage()) {
            case OUT, ENTERING -> left(turn);
            case IN -> goOut(turn);
            case GONE -> left(turn);
            case BESIDE, INSIDE, EXITING, INSTEAD -> {
                // When it is in, the next heartbeat begins the way out.
            }
        }
    }

    private void goOut(Turn turn) {
        List<PeerContact> successors = seat.table().successors();
        PeerId self = seat.self.id();
        if (successors.isEmpty()) {
            left(turn);
        } else if (passage.lock(self, turn.now())) {
            PeerContact predecessor = seat.table().predecessor().orElse(seat.self);
            var exit = new RoutedMessage.Exit(seat.number(), predecessor);
            passage.to(Stage.EXITING, successors.getFirst().id(), exit, turn);
        }
    }

    void exit(PeerId from, RoutedMessage.Exit exit, Turn turn) {
        boolean again = seat.neighbours.isGone(from, turn.now());
        boolean mine =
                passage.stage() == Stage.IN
                        && passage.isFreeFor(from, turn.now())
                        && seat.table().predecessor().filter(p -> p.id().equals(from)).isPresent();
        if (mine) {
            seat.drop(from, turn);
            seat.believe(exit.predecessor(), turn);
            seat.update(seat.table().repaired(from), turn);
            turn.report(new RingEvent.PeerLeft(from));
            turn.announce(new RingNotice.PeerSuspected(from));
        }
        turn.send(
                from,
                mine || again
                        ? new RoutedMessage.Taken(exit.number())
                        : new RoutedMessage.Busy(exit.number()));
    }

    /** A peer has left; true if somebody else is to be found in its place. */
    boolean instead(PeerId from, RoutedMessage.Instead instead, Turn turn) {
        boolean wasNext =
                seat.table().successors().stream()
                        .findFirst()
                        .filter(first -> first.id().equals(from))
                        .isPresent();
        seat.drop(from, turn);
        List<PeerContact> follow = seat.neighbours.believed(instead.near(), turn.now());
        if (wasNext) {
            seat.update(seat.table().withSuccessors(follow), turn);
            seat.update(seat.table().repaired(from), turn);
        }
        turn.send(from, new RoutedMessage.Taken(instead.number()));
        return seat.table().lost().contains(from);
    }

    /** Who still takes this peer for a member, which has left, learns it as it uses it. */
    void tellThatGone(PeerId user, Turn turn) {
        turn.send(user, new RoutedMessage.Instead(seat.number(), seat.table().successors()));
    }

    /** What this peer said last was taken; true if it is now a member, and was not before. */
    boolean taken(PeerId from, long number, Turn turn) {
        if (!passage.isAnswer(from, number)) return false;
        switch (passage.stage()) {
            case BESIDE -> nowInside(turn);
            case INSIDE -> passage.to(Stage.IN);
            case EXITING -> nowInstead(turn);
            case INSTEAD -> left(turn);
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
        var inside = new RoutedMessage.Inside(seat.number(), seat.self);
        passage.to(Stage.INSIDE, successors.getFirst().id(), inside, turn);
    }

    private void nowInstead(Turn turn) {
        PeerId predecessor = seat.table().predecessor().orElse(seat.self).id();
        var instead = new RoutedMessage.Instead(seat.number(), seat.table().successors());
        passage.to(Stage.INSTEAD, predecessor, instead, turn);
    }

    private void left(Turn turn) {
        if (passage.stage() != Stage.GONE) turn.report(new RingEvent.SelfLeft(0));
        passage.to(Stage.GONE);
        for (AskId asker : leaveAskers) turn.answer(asker, new RingReply.Left());
        leaveAskers.clear();
    }
}
