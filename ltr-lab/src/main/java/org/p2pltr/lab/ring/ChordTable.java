package org.p2pltr.lab.ring;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.p2pltr.id.Arc;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.routing.Step;

/** What a {@link ChordPeer} knows: predecessor, successor list, fingers. */
final class ChordTable {
    /** As many successors as the peers' own ring keeps. */
    static final int SUCCESSORS = 8;

    private final RingPosition self;
    private List<PeerContact> successors = List.of();
    private Optional<PeerContact> predecessor = Optional.empty();

    /** The responsible of self + 2^i, for those beyond the first successor. */
    private final TreeMap<Integer, PeerContact> fingers = new TreeMap<>();

    ChordTable(RingPosition self) {
        this.self = self;
    }

    List<PeerContact> successors() {
        return successors;
    }

    Optional<PeerContact> predecessor() {
        return predecessor;
    }

    /** A list from a successor; it ends where it comes round. */
    void follow(List<PeerContact> list) {
        successors =
                list.stream()
                        .takeWhile(peer -> !peer.id().position().equals(self))
                        .limit(SUCCESSORS)
                        .toList();
    }

    /**
     * Chord's notify: the peer may be the predecessor; the first other one is the successor too.
     */
    void notified(PeerContact peer) {
        RingPosition position = peer.id().position();
        boolean nearer =
                predecessor
                        .map(old -> new Arc(old.id().position(), self).contains(position))
                        .orElse(true);
        if (nearer) predecessor = Optional.of(peer);
        if (successors.isEmpty()) successors = List.of(peer);
    }

    /** The predecessor, where it lies between another peer and this one. */
    Optional<PeerContact> between(PeerContact other) {
        return predecessor.filter(known ->
                !known.id().equals(other.id())
                        && new Arc(other.id().position(), self).contains(known.id().position()));
    }

    void finger(int level, PeerContact peer) {
        fingers.put(level, peer);
    }

    /** Nobody there any more. */
    void drop(PeerId peer) {
        successors = successors.stream().filter(each -> !each.id().equals(peer)).toList();
        fingers.values().removeIf(each -> each.id().equals(peer));
        predecessor = predecessor.filter(each -> !each.id().equals(peer));
    }

    /** Where a lookup goes on from here: find_successor of the Chord paper. */
    Step step(RingPosition position, boolean past, Predicate<PeerId> avoided) {
        Optional<PeerContact> next =
                successors.stream().filter(peer -> !avoided.test(peer.id())).findFirst();
        boolean mine =
                predecessor
                        .map(p -> new Arc(p.id().position(), self).contains(position))
                        .orElse(false);
        if (past || mine || next.isEmpty()) return new Step.Here();
        if (new Arc(self, next.get().id().position()).contains(position))
            return new Step.Final(next.get());
        long distance = self.distanceTo(position);
        return new Step.Toward(
                Stream.concat(successors.stream(), fingers.values().stream())
                        .filter(peer -> !avoided.test(peer.id()))
                        .filter(peer -> Long.compareUnsigned(distanceOf(peer), distance) < 0)
                        .max(Comparator.comparing(this::distanceOf, Long::compareUnsigned))
                        .orElseGet(next::get));
    }

    /** The lowest i from which self + 2^i lies beyond a peer; 64 if none does. */
    int levelBeyond(PeerContact peer) {
        return 64 - Long.numberOfLeadingZeros(distanceOf(peer));
    }

    private long distanceOf(PeerContact peer) {
        return self.distanceTo(peer.id().position());
    }
}
