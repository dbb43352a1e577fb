package org.p2pltr.ring;

import java.util.List;
import java.util.Optional;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.routing.RoutingTable;

/**
 * How neighbours mend what each knows of the other: a peer that takes this one for its first
 * successor becomes its predecessor, or hears who is between them and who follows. Source:
 * docs/protocol/ring.md, "Failure".
 */
final class Chain {
    private final Seat seat;

    Chain(Seat seat) {
        this.seat = seat;
    }

    /** A neighbour asks whether this peer is there, and may learn who is between. */
    void probed(PeerId from, RoutedMessage.Probe probe, Turn turn) {
        PeerContact sender = probe.sender();
        if (!sender.id().equals(from)) return;
        turn.send(from, new RoutedMessage.Alive(probe.number()));
        seat.neighbours.heard(from, turn.now());
        if (!probe.first() || seat.neighbours.isGone(from, turn.now())) return;
        // Who takes this peer for its first successor, and is nearer than the last known
        // predecessor or comes after one that is lost, is the predecessor.
        Optional<PeerContact> between = between(sender);
        if (between.isEmpty()) adopt(sender, turn);
        List<PeerContact> chain = seat.fromHereOn();
        between.ifPresent(chain::addFirst);
        long own = seat.neighbours.digest(seat.table().successors(), from);
        if (between.isPresent() || own != probe.digest())
            turn.send(from, new RoutedMessage.Near(probe.number(), chain));
    }

    /** The predecessor, if it lies between the sender and this peer. */
    private Optional<PeerContact> between(PeerContact sender) {
        RingPosition from = sender.id().position();
        return seat.table()
                .predecessor()
                .filter(known ->
                        Long.compareUnsigned(
                                        from.distanceTo(known.id().position()),
                                        from.distanceTo(seat.self.id().position()))
                                < 0)
                .filter(known -> !known.id().equals(sender.id()));
    }

    private void adopt(PeerContact sender, Turn turn) {
        RoutingTable next = seat.table().with(sender);
        for (PeerId lost : next.lost()) {
            // Lost peers between the sender and this one are replaced by the sender.
            RingPosition from = sender.id().position();
            boolean after =
                    Long.compareUnsigned(
                                    from.distanceTo(lost.position()),
                                    from.distanceTo(seat.self.id().position()))
                            < 0;
            if (after) next = next.repaired(lost);
        }
        seat.update(next, turn);
    }

    /** The first successor tells who is between it and this peer, and who follows it. */
    void told(PeerId from, List<PeerContact> chain, Turn turn) {
        List<PeerContact> believed = seat.neighbours.believed(chain, turn.now());
        boolean ofFirst =
                seat.table().successors().stream()
                        .findFirst()
                        .filter(first -> first.id().equals(from))
                        .isPresent();
        if (!ofFirst || believed.isEmpty()) return;
        seat.update(seat.table().withSuccessors(believed), turn);
    }
}
