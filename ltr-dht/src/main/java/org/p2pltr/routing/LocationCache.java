package org.p2pltr.routing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.p2pltr.id.Arc;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;

/**
 * Which peers were found responsible for which arcs, so that the next lookup of the same place is
 * one hop. A hint: who is asked checks that it is responsible. Bounded: the arc not used for
 * longest gives way. Source: ring.md, "Routing".
 */
public final class LocationCache {
    private final int capacity;

    /** By the arc's last position; arcs do not overlap. */
    private final TreeMap<RingPosition, Found> byEnd = new TreeMap<>();

    /** The same, the one used last at the end. */
    private final Map<RingPosition, Found> byUse = new LinkedHashMap<>(16, 0.75f, true);

    private record Found(Arc arc, PeerContact responsible) {}

    /** An empty cache of that many arcs, at least 1. */
    public LocationCache(int capacity) {
        if (capacity < 1)
            throw new IllegalArgumentException("a cache holds 1 arc or more, not " + capacity);
        this.capacity = capacity;
    }

    /** How many arcs are held. */
    public int size() {
        return byEnd.size();
    }

    /** Who was found responsible for a position. */
    public Optional<PeerContact> find(RingPosition position) {
        Map.Entry<RingPosition, Found> next = byEnd.ceilingEntry(position);
        // An arc across zero ends at the lowest of all ends.
        if (next == null) next = byEnd.firstEntry();
        if (next == null || !next.getValue().arc.contains(position)) return Optional.empty();
        // Taken from the map that keeps the order of use, and so used.
        return Optional.ofNullable(byUse.get(next.getKey())).map(Found::responsible);
    }

    /** A lookup found this peer responsible for this arc. Arcs that overlap it are not true now. */
    public void found(Arc arc, PeerContact responsible) {
        List<Found> overlapped =
                byEnd.values().stream()
                        .filter(old -> old.arc.contains(arc.upTo()) || arc.contains(old.arc.upTo()))
                        .toList();
        overlapped.forEach(this::drop);
        Found found = new Found(arc, responsible);
        byEnd.put(arc.upTo(), found);
        byUse.put(arc.upTo(), found);
        if (byEnd.size() > capacity) drop(byUse.values().iterator().next());
    }

    /** A peer did not answer, or is not responsible where it was found. */
    public void forget(PeerId peer) {
        byEnd.values().stream()
                .filter(found -> found.responsible.id().equals(peer))
                .toList()
                .forEach(this::drop);
    }

    private void drop(Found found) {
        byEnd.remove(found.arc.upTo());
        byUse.remove(found.arc.upTo());
    }
}
