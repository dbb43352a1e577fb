package org.p2pltr.lab.ring;

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
import org.p2pltr.routing.Arity;
import org.p2pltr.routing.RoutingTable;
import org.p2pltr.routing.TracedLookup;
import org.p2pltr.routing.TracedLookup.Turn;

/** Peers at random places whose routing tables are right, made from a seed. */
final class CorrectRing {
    private static final int PORT = 7400;

    private final List<PeerContact> peers = new ArrayList<>();
    private final Map<PeerId, RoutingTable> tables = new LinkedHashMap<>();

    CorrectRing(long seed, int size, Arity arity, int successors) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] name = new byte[Hash.LENGTH];
        for (int i = 0; i < size; i++) {
            random.nextBytes(name);
            PeerAddress address = new PeerAddress("p" + i, PORT);
            peers.add(new PeerContact(new PeerId(new Hash(Bytes.of(name))), address));
        }
        peers.sort(Comparator.comparing(PeerContact::id));
        for (PeerContact peer : peers) {
            RoutingTable table = RoutingTable.correct(peer.id(), arity, successors, peers);
            tables.put(peer.id(), table);
        }
    }

    /** All of them in ring order. */
    List<PeerContact> peers() {
        return peers;
    }

    RoutingTable table(PeerContact peer) {
        return Objects.requireNonNull(tables.get(peer.id()));
    }

    /** The first living peer at or after a position. */
    PeerContact responsible(RingPosition position, Predicate<PeerContact> alive) {
        int first = 0;
        int end = peers.size();
        while (first < end) {
            int middle = (first + end) >>> 1;
            boolean before = peers.get(middle).id().position().compareTo(position) < 0;
            if (before) first = middle + 1;
            else end = middle;
        }
        for (int i = 0; i < peers.size(); i++) {
            PeerContact next = peers.get((first + i) % peers.size());
            if (alive.test(next)) return next;
        }
        throw new IllegalStateException("nobody is alive");
    }

    /** Leads a lookup to its end: the living answer from their tables, the dead do not answer. */
    Turn lead(TracedLookup lookup, Predicate<PeerContact> alive) {
        return lookup.lead(hop ->
                alive.test(hop.peer())
                        ? Optional.of(table(hop.peer()).step(hop, lookup))
                        : Optional.empty());
    }
}
