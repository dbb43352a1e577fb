package org.p2pltr.ring;

import java.util.List;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.routing.Step;

/** The lookups of others that come through this peer. Source: docs/protocol/ring.md, "Lookups". */
final class Routes {
    private final Seat seat;
    private final Doorway doorway;

    Routes(Seat seat, Doorway doorway) {
        this.seat = seat;
        this.doorway = doorway;
    }

    void route(PeerId from, RoutedMessage.Route route, Turn turn) {
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
        List<PeerContact> successors = seat.table().successors();
        return mine && seat.passage.handedOver() && !successors.isEmpty()
                ? new Step.Final(successors.getFirst())
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

    void step(PeerId from, RoutedMessage.AskStep ask, Turn turn) {
        if (!seat.passage.serves()) return;
        // Whom this peer itself heard just now, it does not stand in for.
        Step step =
                ask.past()
                        ? seat.table()
                                .settle(
                                        ask.position(),
                                        peer ->
                                                ask.silent().contains(peer)
                                                        && (peer.equals(from)
                                                                || !seat.heardLately(
                                                                        peer, turn.now())))
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
}
