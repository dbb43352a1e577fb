package org.p2pltr.ring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.routing.RoutingTable;

/**
 * How neighbours agree on who follows whom. A peer that takes this one for its first successor
 * becomes its predecessor, or hears who is between them and who follows; whom the one knows and the
 * other does not, the other tries. Nobody is taken in before it has spoken itself, and nobody
 * dropped because others do not know it. So two rings of which one member knows another grow
 * together. Source: docs/protocol/ring.md, "Failure" and "Merge".
 */
final class Chain {
    /** Most peers that a successor is told of in one answer. */
    private static final int MAX_TOLD = 8;

    private final Seat seat;

    /** What the first successor said last of those after it. */
    private List<PeerContact> last = List.of();

    /** The predecessor of the predecessor, as that one said; only while it is the predecessor. */
    private Optional<Before> beforeThat = Optional.empty();

    private record Before(PeerId of, Optional<PeerContact> peer) {}

    Chain(Seat seat) {
        this.seat = seat;
    }

    /** A neighbour asks whether this peer is there, and may learn who is between. */
    Optional<Succession> probed(PeerId from, RoutedMessage.Probe probe, Turn turn) {
        Introduction sender = probe.sender();
        if (!sender.id().equals(from) || from.equals(seat.self.id())) return Optional.empty();
        if (!seat.heard(sender, turn)) return Optional.empty();
        Introduction own = seat.introduction();
        turn.send(from, new RoutedMessage.Alive(probe.number(), own.name(), own.incarnation()));
        if (!probe.first()) return Optional.empty();
        Optional<PeerContact> between = between(sender.contact());
        Optional<Succession> succession = Optional.empty();
        if (between.isEmpty()) {
            succession = adopt(sender.contact(), turn);
            beforeThat = Optional.of(new Before(from, probe.before()));
        }
        List<PeerContact> chain = seat.fromHereOn();
        between.ifPresent(chain::addFirst);
        long digest = seat.digest(seat.table().successors(), sender.contact());
        if (between.isPresent() || digest != probe.digest())
            turn.send(from, new RoutedMessage.Near(probe.number(), chain));
        return succession;
    }

    /** Who is responsible now for what a lost peer was, as its place has come to this one. */
    record Succession(PeerContact predecessor, PeerId gone) {}

    /** The peer before the predecessor, if it is known. */
    Optional<PeerContact> beforePredecessor() {
        if (seat.table().isComplete()) {
            List<PeerContact> all = seat.table().successors();
            return all.size() < 2 ? Optional.empty() : Optional.of(all.get(all.size() - 2));
        }
        Optional<PeerId> predecessor = seat.table().predecessor().map(PeerContact::id);
        return beforeThat
                .filter(before -> predecessor.filter(before.of::equals).isPresent())
                .flatMap(Before::peer);
    }

    /** The predecessor, if it lies between the sender and this peer. */
    private Optional<PeerContact> between(PeerContact sender) {
        return seat.table()
                .predecessor()
                .filter(known -> isBetween(sender.id(), known.id()))
                .filter(known -> !known.id().equals(sender.id()));
    }

    private boolean isBetween(PeerId before, PeerId peer) {
        RingPosition from = before.position();
        return Long.compareUnsigned(
                        from.distanceTo(peer.position()),
                        from.distanceTo(seat.self.id().position()))
                < 0;
    }

    /** Lost peers between the sender and this one are replaced by this one. */
    private Optional<Succession> adopt(PeerContact sender, Turn turn) {
        RoutingTable next = seat.table().with(sender);
        Optional<Succession> succession = Optional.empty();
        for (PeerId lost : next.lost()) {
            if (!isBetween(sender.id(), lost)) continue;
            next = next.repaired(lost);
            succession = Optional.of(new Succession(sender, lost));
        }
        seat.update(next, turn);
        return succession;
    }

    /** A successor tells who is before it and who follows it. */
    void told(PeerId from, List<PeerContact> chain, Turn turn) {
        for (PeerContact peer : chain) seat.believe(peer, turn);
        if (!seat.isFirst(from) || chain.isEmpty()) return;
        last = chain;
        extend(turn);
        tell(from, chain, turn);
    }

    /**
     * Takes the peers after the last near one in, up to the first that is not heard yet. Called
     * when something new was said or heard.
     */
    void extend(Turn turn) {
        List<PeerContact> near = seat.table().successors();
        if (near.isEmpty() || last.isEmpty() || seat.table().isComplete()) return;
        if (near.size() >= seat.settings.successors() && !comesRound(last)) return;
        List<PeerContact> next = new ArrayList<>(near);
        long end = distance(near.getLast());
        boolean round = comesRound(last);
        for (PeerContact peer : inOrder(last)) {
            if (Long.compareUnsigned(distance(peer), end) <= 0) continue;
            Optional<Member> known = seat.members.find(peer.id());
            if (known.filter(Member::isAlive).isPresent()) {
                next.add(known.orElseThrow().introduction().contact());
            } else if (known.isEmpty() || known.orElseThrow().isHoped()) {
                round = false;
                break;
            }
        }
        if (next.size() == near.size() && !round) return;
        if (round) next.add(seat.self);
        seat.update(seat.table().withSuccessors(next), turn);
    }

    private boolean comesRound(List<PeerContact> chain) {
        return chain.stream().anyMatch(peer -> peer.id().equals(seat.self.id()));
    }

    private List<PeerContact> inOrder(List<PeerContact> chain) {
        return chain.stream()
                .filter(peer -> !peer.id().equals(seat.self.id()))
                .sorted((a, b) -> Long.compareUnsigned(distance(a), distance(b)))
                .toList();
    }

    private long distance(PeerContact peer) {
        return seat.self.id().position().distanceTo(peer.id().position());
    }

    /** Whom this peer hears, and its first successor does not know where it should. */
    private void tell(PeerId first, List<PeerContact> chain, Turn turn) {
        List<PeerContact> ordered = inOrder(chain);
        boolean full = chain.size() > seat.settings.successors() && !comesRound(chain);
        long end = ordered.isEmpty() ? 0 : distance(ordered.getLast());
        seat.table().successors().stream()
                .filter(peer -> !ordered.contains(peer))
                .filter(peer -> !full || Long.compareUnsigned(distance(peer), end) < 0)
                .filter(peer -> seat.members.find(peer.id()).filter(Member::isAlive).isPresent())
                .limit(MAX_TOLD)
                .forEach(peer -> turn.send(first, new RoutedMessage.Better(seat.number(), peer)));
    }

    /** These follow instead of the first successor, which left and named them. */
    void follow(PeerId left, List<PeerContact> after, Turn turn) {
        Map<PeerId, PeerContact> all = new LinkedHashMap<>();
        for (PeerContact peer : seat.table().successors()) all.put(peer.id(), peer);
        for (PeerContact peer : after) {
            boolean gone = seat.members.find(peer.id()).filter(m -> !m.isHoped()).isPresent();
            if (!gone && !peer.id().equals(left)) all.putIfAbsent(peer.id(), peer);
        }
        List<PeerContact> next = new ArrayList<>(inOrder(List.copyOf(all.values())));
        if (all.containsKey(seat.self.id())) next.add(seat.self);
        seat.update(seat.table().withSuccessors(next), turn);
    }

    /** Tells the neighbours at once what has changed since the table was this one. */
    void changedSince(RoutingTable before, Turn turn) {
        RoutingTable now = seat.table();
        boolean sameNear = now.successors().equals(before.successors());
        boolean samePredecessor = now.predecessor().equals(before.predecessor());
        if (!sameNear) {
            extend(turn);
            Optional<PeerContact> first = now.successors().stream().findFirst();
            if (!first.equals(before.successors().stream().findFirst()))
                first.flatMap(peer -> seat.members.find(peer.id()))
                        .ifPresent(known -> seat.probe(known, turn));
            now.predecessor()
                    .ifPresent(peer ->
                            turn.send(
                                    peer.id(),
                                    new RoutedMessage.Near(seat.number(), seat.fromHereOn())));
        }
        if (!samePredecessor && now.predecessor().isPresent()) {
            // Who was the one before hears who is between now.
            List<PeerContact> chain = seat.fromHereOn();
            chain.addFirst(now.predecessor().orElseThrow());
            before.predecessor()
                    .ifPresent(old ->
                            turn.send(old.id(), new RoutedMessage.Near(seat.number(), chain)));
        }
    }
}
