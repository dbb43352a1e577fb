package org.p2pltr.lab.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.p2pltr.cell.Cell;
import org.p2pltr.cell.CellMap;
import org.p2pltr.entry.ChainHash;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Row;
import org.p2pltr.group.Config;
import org.p2pltr.group.StoredRegisters;
import org.p2pltr.lab.checker.Check;
import org.p2pltr.lab.checker.Sighting;
import org.p2pltr.logpeer.LogRecords;
import org.p2pltr.logpeer.TsRange;
import org.p2pltr.sim.SimulatedPeer;

/**
 * At every moment each chosen entry is, with its body, on the disks of a majority of a group's
 * members or of as many Log-Peers; a lost disk may cost one of them. Looks at the disks, up or
 * down. Source: master-group.md §15 (9), S3.
 */
final class ChosenIsOnDisks implements Check {
    private static final int EVENTS_BETWEEN_LOOKS = 200;

    /** The newest groups of a cell: one may be frozen, one installed by some. */
    private static final int GROUPS = 3;

    private final CellMap cells;
    private final Supplier<List<SimulatedPeer>> peers;
    private final TreeMap<DocumentKey, NavigableMap<Timestamp, ChainHash>> chosen = new TreeMap<>();

    /** At enough Log-Peers of the group of the time: a later, larger group may want more. */
    private final TreeMap<DocumentKey, NavigableMap<Timestamp, ChainHash>> published =
            new TreeMap<>();

    private final TreeMap<Cell, List<Config>> groups = new TreeMap<>();
    private int lostDisks;
    private int events;

    ChosenIsOnDisks(int cells, Supplier<List<SimulatedPeer>> peers) {
        this.cells = new CellMap(cells);
        this.peers = peers;
    }

    @Override
    public void sees(Sighting sighting) {
        if (sighting instanceof Sighting.HeadChosen(var document, var head)) {
            // A new master chooses the last entry again.
            if (!head.hash().equals(of(published, document).get(head.ts())))
                of(chosen, document).put(head.ts(), head.hash());
        } else if (sighting instanceof Sighting.HistoryCut(var document, var kept)) {
            of(chosen, document).tailMap(kept.ts(), false).clear();
            of(published, document).tailMap(kept.ts(), false).clear();
        } else if (sighting instanceof Sighting.DiskLost) {
            lostDisks++;
        } else if (sighting instanceof Sighting.ConfigNamed(_, Config config)) {
            List<Config> known = groups.computeIfAbsent(config.cell(), _ -> new ArrayList<>());
            boolean isNew = known.stream().allMatch(c -> c.number().isBefore(config.number()));
            if (isNew) known.add(config);
            if (known.size() > GROUPS) known.removeFirst();
        } else if (sighting instanceof Sighting.GroupActs(Config config)) {
            // What the groups before it held, a majority of this one holds: they count no more.
            List<Config> known = groups.getOrDefault(config.cell(), new ArrayList<>());
            if (known.stream().noneMatch(c -> c.number().isBefore(config.number()))) return;
            chosen.keySet().stream()
                    .filter(document -> cells.cellOf(document).equals(config.cell()))
                    .forEach(document -> notePublished(document, known));
            known.removeIf(c -> c.number().isBefore(config.number()));
        }
    }

    /** After an event; looks now and then, as each look costs. Throws AssertionError. */
    void look() {
        if (++events % EVENTS_BETWEEN_LOOKS != 0) return;
        // With two disks a majority may be gone: what only it held is lost, as the cut will show.
        if (lostDisks > 1) return;
        for (var each : chosen.entrySet()) {
            DocumentKey document = each.getKey();
            List<Config> known = groups.getOrDefault(cells.cellOf(document), List.of());
            notePublished(document, known);
            each.getValue().forEach((ts, hash) -> isHeld(document, ts, hash, known));
        }
    }

    /** Once enough Log-Peers have it, repair looks after it. */
    private void notePublished(DocumentKey document, List<Config> known) {
        TreeMap<Timestamp, ChainHash> done = new TreeMap<>(of(chosen, document));
        done.entrySet().removeIf(e -> !isPublished(document, e.getKey(), e.getValue(), known));
        of(published, document).putAll(done);
        of(chosen, document).keySet().removeAll(done.keySet());
    }

    private static NavigableMap<Timestamp, ChainHash> of(
            Map<DocumentKey, NavigableMap<Timestamp, ChainHash>> all, DocumentKey document) {
        return all.computeIfAbsent(document, _ -> new TreeMap<>());
    }

    private boolean isPublished(
            DocumentKey document, Timestamp ts, ChainHash hash, List<Config> known) {
        long copies =
                peers.get().stream().filter(peer -> hasInLog(peer, document, ts, hash)).count();
        return known.stream().anyMatch(config -> copies >= least(config));
    }

    private static boolean hasInLog(
            SimulatedPeer peer, DocumentKey document, Timestamp ts, ChainHash hash) {
        for (Row row : peer.disk().rows(LogRecords.entries(document, new TsRange(ts, ts))))
            if (LogRecords.entry(row).hash().equals(hash)) return true;
        return false;
    }

    private void isHeld(DocumentKey document, Timestamp ts, ChainHash hash, List<Config> known) {
        Cell cell = cells.cellOf(document);
        List<SimulatedPeer> holders =
                peers.get().stream()
                        .filter(peer ->
                                StoredRegisters.of(peer.disk(), cell, document).stream()
                                        .flatMap(register -> register.unpublished().stream())
                                        .anyMatch(e -> e.hash().equals(hash)))
                        .toList();
        boolean enough =
                known.stream()
                        .anyMatch(config ->
                                holders.stream().filter(p -> config.has(p.id())).count()
                                        >= least(config));
        if (!enough)
            throw new AssertionError(
                    "ChosenIsOnDisks: entry %s/%s of %s is held by %s only, of %s"
                            .formatted(ts, hash, document, holders, known));
    }

    private int least(Config config) {
        return Math.max(1, config.quorum() - lostDisks);
    }
}
