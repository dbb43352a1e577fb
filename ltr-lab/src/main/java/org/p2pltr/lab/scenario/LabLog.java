package org.p2pltr.lab.scenario;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Row;
import org.p2pltr.lab.checker.QuietNetwork;
import org.p2pltr.logpeer.LogRecords;
import org.p2pltr.logpeer.TsRange;

/** Reads what the peers of a network hold: replicas by asking, the log from the disks. */
final class LabLog {
    private LabLog() {}

    static QuietNetwork read(LabNetwork network, int copiesWanted) {
        List<QuietNetwork.Held> replicas = new ArrayList<>();
        List<QuietNetwork.LogCopy> copies = new ArrayList<>();
        for (DocumentKey document : network.documents()) {
            for (LabPeer peer : network.peers()) {
                if (!peer.machine().isUp()) continue;
                peer.replica(document.name())
                        .ifPresent(replica ->
                                replicas.add(
                                        new QuietNetwork.Held(
                                                peer.name(),
                                                replica,
                                                peer.history(document.name()))));
                for (PatchEntry entry : onDisk(peer, document))
                    copies.add(new QuietNetwork.LogCopy(peer.name(), document, entry));
            }
        }
        return new QuietNetwork(network.id(), replicas, copies, copiesWanted);
    }

    /** True if each entry up to each page's head is on so many disks. */
    static boolean isKept(LabNetwork network, int copiesWanted) {
        for (DocumentKey document : network.documents()) {
            long head =
                    network.peers().stream()
                            .filter(peer -> peer.machine().isUp())
                            .mapToLong(peer -> peer.version(document.name()))
                            .max()
                            .orElse(0);
            int[] copies = new int[(int) head + 1];
            for (LabPeer peer : network.peers())
                for (PatchEntry entry : onDisk(peer, document))
                    if (entry.ts().value() <= head
                            && !network.checks().isLost(document, entry.header().head()))
                        copies[(int) entry.ts().value()]++;
            for (int ts = 1; ts <= head; ts++) if (copies[ts] < copiesWanted) return false;
        }
        return true;
    }

    /** True if a peer's log has an entry that continues this head. */
    static boolean continues(LabPeer peer, DocumentKey document, Head head) {
        return onDisk(peer, document).stream()
                .anyMatch(entry -> entry.header().previous().equals(head.hash()));
    }

    private static List<PatchEntry> onDisk(LabPeer peer, DocumentKey document) {
        TsRange all = new TsRange(new Timestamp(1), new Timestamp(1L << 40));
        List<PatchEntry> entries = new ArrayList<>();
        for (Row row : peer.machine().disk().rows(LogRecords.entries(document, all)))
            entries.add(LogRecords.entry(row));
        return entries;
    }
}
