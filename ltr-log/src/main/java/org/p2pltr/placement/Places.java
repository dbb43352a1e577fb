package org.p2pltr.placement;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.p2pltr.id.PeerId;

/**
 * The peers that keep a segment: the Log-Peers of h_1 … h_n, then the Log-Peer-Succs of h_1 … h_n,
 * all distinct; fewer than 2n only where the ring has fewer peers. Source: log.md, "Placement".
 */
public record Places(List<Place> list) {

    /**
     * One of them.
     *
     * @param function which hash function it serves, from 1
     * @param successor whether it is that function's Log-Peer-Succ rather than its Log-Peer
     * @param peer who it is
     */
    public record Place(int function, boolean successor, PeerId peer) {}

    public Places {
        list = List.copyOf(list);
    }

    /**
     * Chooses the places from what the ring located for each hash function: the responsible peer,
     * then its successors in ring order. Each function in turn takes its first peer that is still
     * free as Log-Peer; then each takes the next free one after that as Log-Peer-Succ, or any free
     * one of its list.
     */
    public static Places of(List<List<PeerId>> located) {
        SequencedSet<PeerId> taken = new LinkedHashSet<>();
        List<Place> places = new ArrayList<>();
        List<Integer> primaries = new ArrayList<>();
        for (int i = 0; i < located.size(); i++) {
            Optional<PeerId> free = firstFree(located.get(i), 0, taken);
            primaries.add(free.map(located.get(i)::indexOf).orElse(0));
            add(places, taken, new Seat(i + 1, false), free);
        }
        for (int i = 0; i < located.size(); i++) {
            List<PeerId> peers = located.get(i);
            Optional<PeerId> free =
                    firstFree(peers, primaries.get(i), taken).or(() -> firstFree(peers, 0, taken));
            add(places, taken, new Seat(i + 1, true), free);
        }
        return new Places(places);
    }

    /** The peers alone, Log-Peers first. */
    public List<PeerId> peers() {
        return list.stream().map(Place::peer).toList();
    }

    private record Seat(int function, boolean successor) {}

    private static void add(
            List<Place> places, SequencedSet<PeerId> taken, Seat seat, Optional<PeerId> free) {
        free.ifPresent(peer -> {
            taken.add(peer);
            places.add(new Place(seat.function(), seat.successor(), peer));
        });
    }

    private static Optional<PeerId> firstFree(
            List<PeerId> peers, int from, SequencedSet<PeerId> taken) {
        return peers.stream().skip(from).filter(p -> !taken.contains(p)).findFirst();
    }
}
