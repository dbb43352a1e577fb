package org.p2pltr.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;

/** Peers at random places, in ring order, and their tables. */
final class RandomRing {
    final SplittableRandom random;
    final List<PeerContact> peers = new ArrayList<>();
    final Map<PeerId, RoutingTable> tables = new LinkedHashMap<>();

    RandomRing(long seed, int size) {
        random = new SplittableRandom(seed);
        for (int i = 0; i < size; i++) {
            PeerId id = new PeerId(Hash.of(Bytes.utf8(seed + "/" + i)));
            peers.add(new PeerContact(id, new PeerAddress("p" + i, 7400)));
        }
        peers.sort(Comparator.comparing(PeerContact::id));
    }

    /** All tables as they should be. */
    RandomRing correct(Arity arity, int successors) {
        for (PeerContact peer : peers) {
            tables.put(peer.id(), RoutingTable.correct(peer.id(), arity, successors, peers));
        }
        return this;
    }

    RoutingTable table(PeerContact peer) {
        return Objects.requireNonNull(tables.get(peer.id()));
    }

    RingPosition anywhere() {
        return new RingPosition(random.nextLong());
    }

    PeerContact anyone() {
        return peers.get(random.nextInt(peers.size()));
    }

    /** The first of them at or after a position, by looking at all. */
    PeerContact responsible(RingPosition position, Predicate<PeerContact> alive) {
        return peers.stream()
                .filter(alive)
                .min((a, b) ->
                        Long.compareUnsigned(
                                position.distanceTo(a.id().position()),
                                position.distanceTo(b.id().position())))
                .orElseThrow();
    }

    /** Leads a lookup through the tables of those alive to its end. */
    TracedLookup.Turn lead(TracedLookup lookup, Predicate<PeerContact> alive) {
        return lookup.lead(hop ->
                alive.test(hop.peer())
                        ? Optional.of(table(hop.peer()).step(hop, lookup))
                        : Optional.empty());
    }
}
