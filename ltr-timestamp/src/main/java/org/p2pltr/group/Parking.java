package org.p2pltr.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.UserMessage;

/**
 * Publishes that came while this peer is about to become master of their cell: they are served when
 * it is, so that a take-over or a hand-over costs an author one redirect at most. Progress only.
 * Source: master-group.md §9.
 */
final class Parking {
    /** Most authors that wait for one cell; more are sent elsewhere. */
    static final int MAX_PLACES = 64;

    /** About the most bytes of all publishes that wait. */
    static final long MAX_BYTES = 16L * 1024 * 1024;

    private final TreeMap<Cell, LinkedHashMap<PeerId, Parked>> cells = new TreeMap<>();
    private long bytes;

    /** A publish, and since when it waits. */
    record Parked(PeerId from, UserMessage.Publish publish, Duration since) {
        private long bytes() {
            return publish.entries().stream().mapToLong(PatchEntry::size).sum();
        }
    }

    boolean isEmpty() {
        return cells.isEmpty();
    }

    /** The cells for which somebody waits. */
    List<Cell> cells() {
        return new ArrayList<>(cells.keySet());
    }

    /** Keeps an author's publish, instead of an older one of it; false if there is no room. */
    boolean add(Cell cell, Parked parked) {
        LinkedHashMap<PeerId, Parked> all = cells.getOrDefault(cell, new LinkedHashMap<>());
        Parked before = all.get(parked.from());
        long more = parked.bytes() - (before == null ? 0 : before.bytes());
        boolean isFull = before == null && all.size() >= MAX_PLACES;
        if (isFull || bytes + more > MAX_BYTES) return false;
        bytes += more;
        all.put(parked.from(), parked);
        cells.put(cell, all);
        return true;
    }

    /** Takes all that wait for a cell. */
    List<Parked> take(Cell cell) {
        return take(cell, _ -> true);
    }

    /** Takes those of a cell that came before this. */
    List<Parked> takeOlder(Cell cell, Duration than) {
        return take(cell, each -> each.since().compareTo(than) < 0);
    }

    private List<Parked> take(Cell cell, Predicate<Parked> which) {
        LinkedHashMap<PeerId, Parked> all = cells.getOrDefault(cell, new LinkedHashMap<>());
        List<Parked> taken = all.values().stream().filter(which).toList();
        for (Parked each : taken) {
            all.remove(each.from());
            bytes -= each.bytes();
        }
        if (all.isEmpty()) cells.remove(cell);
        return taken;
    }
}
