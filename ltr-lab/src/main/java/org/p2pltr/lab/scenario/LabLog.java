package org.p2pltr.lab.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Row;
import org.p2pltr.group.Register;
import org.p2pltr.group.StoredRegisters;
import org.p2pltr.id.Hash;
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

    /**
     * True if a page's newest head follows an entry that is on no disk any more. Only then can that
     * be, and not be a fault, when two disks were lost before others had filled up what was on
     * both.
     */
    static boolean hasHole(LabNetwork network) {
        return network.documents().stream().anyMatch(document -> hasHole(network, document));
    }

    private static boolean hasHole(LabNetwork network, DocumentKey document) {
        List<Register> registers =
                network.peers().stream()
                        .map(peer -> peer.machine().disk())
                        .flatMap(disk ->
                                StoredRegisters.of(disk, network.cellOf(document), document)
                                        .stream())
                        .toList();
        TreeMap<Hash, PatchEntry> there = new TreeMap<>();
        for (LabPeer peer : network.peers())
            onDisk(peer, document).forEach(entry -> there.put(entry.hash().value(), entry));
        for (Register register : registers)
            register.unpublished().forEach(entry -> there.put(entry.hash().value(), entry));
        Optional<Head> head =
                registers.stream()
                        .max(Comparator.comparing(Register::ballot).thenComparing(Register::ts))
                        .map(Register::head);
        while (head.isPresent() && !head.get().ts().equals(Timestamp.NONE)) {
            PatchEntry entry = there.get(head.get().hash().value());
            if (entry == null) return true;
            head = Optional.of(entry.header().before());
        }
        return false;
    }

    /** True if a peer's log has an entry that continues this head. */
    static boolean continues(LabPeer peer, DocumentKey document, Head head) {
        return onDisk(peer, document).stream()
                .anyMatch(entry -> entry.header().previous().equals(head.hash()));
    }

    /** True if a peer's log has another entry at the place of one of these. */
    static boolean contradicts(LabPeer peer, DocumentKey document, List<PatchEntry> entries) {
        return onDisk(peer, document).stream()
                .anyMatch(logged ->
                        entries.stream()
                                .anyMatch(entry ->
                                        entry.header().before().equals(logged.header().before())
                                                && !entry.hash().equals(logged.hash())));
    }

    private static List<PatchEntry> onDisk(LabPeer peer, DocumentKey document) {
        TsRange all = new TsRange(new Timestamp(1), new Timestamp(1L << 40));
        List<PatchEntry> entries = new ArrayList<>();
        for (Row row : peer.machine().disk().rows(LogRecords.entries(document, all)))
            entries.add(LogRecords.entry(row));
        return entries;
    }
}
