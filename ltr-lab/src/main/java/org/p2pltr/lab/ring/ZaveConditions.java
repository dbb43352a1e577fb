package org.p2pltr.lab.ring;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.ring.RoutedRing;
import org.p2pltr.sim.SimulatedPeer;

/**
 * Zave's conditions for a ring that is mended, of the members of a network when it is quiet.
 * Source: docs/protocol/ring.md, "Invariants".
 */
final class ZaveConditions {
    private ZaveConditions() {}

    /** What is broken, by the invariant's name; empty if nothing is. */
    static List<String> broken(List<SimulatedPeer> members) {
        List<String> broken = new ArrayList<>();
        Map<PeerId, RoutedRing> rings = new TreeMap<>();
        for (SimulatedPeer member : members) rings.put(member.id(), member.role(RoutedRing.class));
        if (rings.size() < 2) return broken;
        rings.forEach((peer, ring) -> {
            Optional<PeerId> next = first(ring);
            if (next.isEmpty()) {
                broken.add("SomeoneFollows: nobody follows " + peer);
            } else if (!rings.containsKey(next.get())) {
                broken.add("SomeoneFollows: " + peer + " is followed by the dead " + next.get());
            } else if (!rings.get(next.get())
                    .table()
                    .predecessor()
                    .filter(before -> before.id().equals(peer))
                    .isPresent()) {
                broken.add(
                        "NoAppendages: "
                                + next.get()
                                + " does not know that "
                                + peer
                                + " is before it");
            }
        });
        if (broken.isEmpty()) circle(rings, broken);
        return broken;
    }

    private static void circle(Map<PeerId, RoutedRing> rings, List<String> broken) {
        Map<PeerId, PeerId> after = new TreeMap<>();
        rings.forEach((peer, ring) -> first(ring).ifPresent(next -> after.put(peer, next)));
        PeerId start = rings.keySet().iterator().next();
        Set<PeerId> seen = new LinkedHashSet<>();
        int descents = 0;
        PeerId at = start;
        while (seen.add(at)) {
            PeerId next = after.getOrDefault(at, start);
            if (next.compareTo(at) < 0) descents++;
            at = next;
        }
        if (!at.equals(start) || seen.size() < rings.size())
            broken.add(
                    "OneRing: from %s only %d of %d members are reached"
                            .formatted(start, seen.size(), rings.size()));
        if (descents != 1) broken.add("OrderedRing: once round passes zero " + descents + " times");
    }

    private static Optional<PeerId> first(RoutedRing ring) {
        return ring.table().successors().stream().findFirst().map(PeerContact::id);
    }
}
