package org.p2pltr.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryHeader;
import org.p2pltr.entry.PatchId;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.env.Range;
import org.p2pltr.env.Row;
import org.p2pltr.sim.SimulatedPeer;
import org.p2pltr.sim.Simulation;

/** The checks of master-group.md §15 over the reports of all peers and over their disks. */
final class Safety {
    private final TreeMap<DocumentKey, TreeMap<Timestamp, EntryHeader>> chosen = new TreeMap<>();
    private final TreeMap<DocumentKey, TreeMap<PatchId, Timestamp>> patches = new TreeMap<>();
    private final TreeMap<Cell, TreeMap<ConfigNumber, Config>> configs = new TreeMap<>();
    private final TreeMap<String, Standing> standings = new TreeMap<>();
    private int since;

    /** Documents in which something was chosen. */
    Set<DocumentKey> documents() {
        return chosen.keySet();
    }

    /** What was chosen of a document. */
    NavigableMap<Timestamp, EntryHeader> entries(DocumentKey document) {
        return chosen.getOrDefault(document, new TreeMap<>());
    }

    void reported(SimulatedPeer peer, PeerEvent event) {
        switch (event) {
            case GroupEvent.Chosen report ->
                    report.entries().forEach(entry -> chosen(report.document(), entry));
            case GroupEvent.NextChosen(var cell, var _, Config next) -> config(cell, next);
            case GroupEvent.ConfigInstalled(var cell, Config config, int _, var _) ->
                    config(cell, config);
            case GroupEvent.SuccessorContradicted rival ->
                    throw new AssertionError("OneSuccessor: " + rival);
            default -> {}
        }
    }

    private void chosen(DocumentKey document, EntryHeader entry) {
        EntryHeader before =
                chosen.computeIfAbsent(document, _ -> new TreeMap<>())
                        .putIfAbsent(entry.ts(), entry);
        if (before != null)
            assertThat(entry).as("OneValidatedPatchPerTimestamp: '%s'", document).isEqualTo(before);
        var previous = chosen.get(document).lowerEntry(entry.ts());
        if (previous != null && previous.getKey().next().equals(entry.ts()))
            assertThat(entry.previous()).as("one chain").isEqualTo(previous.getValue().hash());
        Timestamp other =
                patches.computeIfAbsent(document, _ -> new TreeMap<>())
                        .putIfAbsent(entry.patch(), entry.ts());
        if (other != null)
            assertThat(entry.ts())
                    .as("ExactlyOnce: patch %s of '%s'", entry.patch(), document)
                    .isEqualTo(other);
    }

    private void config(Cell cell, Config config) {
        Config before =
                configs.computeIfAbsent(cell, _ -> new TreeMap<>())
                        .putIfAbsent(config.number(), config);
        if (before != null) assertThat(config).as("OneSuccessor").isEqualTo(before);
    }

    /** After every event: gaps; every so many events, as it is dear: what the disks hold. */
    void check(Simulation simulation) {
        if (++since < 200) return;
        since = 0;
        for (var each : chosen.entrySet())
            assertThat(each.getValue().lastKey().value())
                    .as("TimestampsWithoutGap: '%s'", each.getKey())
                    .isEqualTo(each.getValue().size());
        for (SimulatedPeer peer : simulation.peers())
            for (Row row : peer.disk().rows(Range.all(GroupRecords.GROUPS)))
                if (!row.key().equals(GroupRecords.GENESIS_KEY)
                        && !row.key().equals(GroupRecords.LEASES_KEY))
                    standing(peer, GroupRecords.standing(row));
    }

    private void standing(SimulatedPeer peer, Standing now) {
        String key = peer.id().value().value().asHex() + now.cell();
        Standing before = standings.put(key, now);
        // What is on the disk may go back only as far as what was never synced, so only what is
        // said of it is checked strictly: see the reports. A configuration never goes back.
        if (before == null) return;
        boolean same = before.config().number().equals(now.config().number());
        if (same && peer.isUp() && peer.starts() == 1)
            assertThat(now.promised())
                    .as("PromiseMonotone: %s cell %s", peer, now.cell())
                    .isGreaterThanOrEqualTo(before.promised());
    }
}
