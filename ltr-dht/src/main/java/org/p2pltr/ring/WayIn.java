package org.p2pltr.ring;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.p2pltr.env.AskId;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerId;
import org.p2pltr.ring.Lookups.Purpose;
import org.p2pltr.ring.Passage.Stage;

/**
 * How this peer finds a ring: it calls the addresses that it was given and those whom it remembers.
 * Through the first that answers it looks for its place; if nobody does, it begins a ring of its
 * own and goes on calling. Source: docs/protocol/ring.md, "Join" and "Merge".
 */
final class WayIn {
    /** Most remembered peers that are called at one time. */
    static final int MAX_CALLED = 8;

    /** Most callers that are answered later. */
    private static final int MAX_EARLY = 64;

    private final Map<PeerId, Long> early = new LinkedHashMap<>();
    private final Seat seat;
    private final Upkeep upkeep;
    private final JoinCalls joins;
    private Duration aloneAt = Duration.ZERO;
    private Duration aloneAtLast = Duration.ZERO;

    WayIn(Seat seat, Upkeep upkeep) {
        this.seat = seat;
        this.upkeep = upkeep;
        this.joins = new JoinCalls(seat.settings.times());
    }

    void started(List<PeerAddress> addresses, Turn turn) {
        for (PeerAddress address : addresses) joins.add(address, seat.number(), turn.now());
        aloneAt = turn.now().plus(seat.settings.patience());
        aloneAtLast = turn.now().plus(seat.settings.longPatience());
        if (joins.isEmpty() && seat.members.all().isEmpty()) seat.passage.to(Stage.IN);
        else call(turn);
    }

    /** At each heartbeat: calls again, and gives up to wait. */
    void beat(Turn turn) {
        if (seat.passage.stage() == Stage.OUT) {
            boolean nobody = turn.now().compareTo(aloneAt) >= 0 && !seat.passage.isReached();
            if (nobody || turn.now().compareTo(aloneAtLast) >= 0) {
                seat.passage.to(Stage.IN);
                turn.changed();
                nowIn(turn);
            }
        }
        call(turn);
    }

    private void call(Turn turn) {
        boolean out = seat.passage.stage() == Stage.OUT && !seat.passage.isReached();
        joins.call(RoutedMessage.Who::new, out || seat.isLonely(), turn);
        if (!out) return;
        int called = 0;
        for (Member known : seat.members.all()) {
            if (called == MAX_CALLED || !known.isProbeDue(turn.now())) continue;
            called++;
            long number = seat.number();
            known.probed(number, turn.now(), seat.settings.times());
            turn.send(known.introduction().id(), new RoutedMessage.Who(number));
        }
    }

    /** A peer asks who is here. */
    void who(PeerId from, long number, boolean isMember, Turn turn) {
        if (from.equals(seat.self.id())) joins.reachedSelf(number, turn);
        else if (isMember) turn.send(from, new RoutedMessage.Me(number, seat.self));
        else if (!seat.passage.handedOver() && early.size() < MAX_EARLY) early.put(from, number);
    }

    /** This peer is in a ring: those are answered who called it before. */
    void nowIn(Turn turn) {
        early.forEach((peer, number) -> turn.send(peer, new RoutedMessage.Me(number, seat.self)));
        early.clear();
    }

    /** A member of a ring answered. */
    void me(PeerId from, RoutedMessage.Me me, Turn turn) {
        if (!me.contact().id().equals(from) || from.equals(seat.self.id())) return;
        turn.know(me.contact());
        // Whatever becomes of the way in: this one is known from now on.
        seat.members.hearsay(new Introduction(me.contact(), "", 1), turn);
        joins.answered(me.number(), from, turn);
        switch (seat.passage.stage()) {
            case OUT -> {
                if (seat.passage.isReached()) return;
                seat.passage.reach();
                aloneAt = turn.now().plus(seat.settings.patience());
                upkeep.lookUpSelf(new Purpose.ToEnter(), me.contact(), turn);
            }
            case IN -> seat.mention(me.contact(), turn);
            case ENTERING, BESIDE, INSIDE, EXITING, INSTEAD, GONE -> {
                // On the way in, or out.
            }
        }
    }

    /** The outside asks to join through an address. */
    void join(AskId asker, PeerAddress address, Turn turn) {
        if (seat.passage.handedOver()) {
            turn.answer(asker, new RingReply.Left());
        } else if (joins.ask(address, asker, seat.number(), turn.now())) {
            call(turn);
        } else {
            turn.answer(asker, new RingReply.NoAnswer(address));
        }
    }
}
