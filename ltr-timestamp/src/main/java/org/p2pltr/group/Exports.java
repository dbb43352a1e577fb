package org.p2pltr.group;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;

/**
 * What this peer held in epochs that unsafe recovery ended without it, put aside where nothing acts
 * on it, so that a person can see what was lost. Source: master-group.md §10.
 */
final class Exports {
    private final TreeMap<Place, Register> registers = new TreeMap<>();

    /** Of which epoch, cell and document. */
    record Place(long epoch, Cell cell, DocumentKey document) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparingLong(Place::epoch)
                        .thenComparing(Place::cell)
                        .thenComparing(Place::document);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    void remember(Row row) {
        registers.put(GroupRecords.exportPlace(row), GroupRecords.exported(row));
    }

    /**
     * Puts aside what a peer's vote of an older epoch holds and these registers of the new one do
     * not show.
     */
    List<Write> putAside(Acceptor old, Map<DocumentKey, Register> now) {
        List<Write> writes = new ArrayList<>();
        Cell cell = old.standing().cell();
        long epoch = old.standing().config().number().epoch();
        old.registers()
                .forEach((document, register) -> {
                    if (now.containsKey(document) && isShown(register, now.get(document))) return;
                    registers.put(new Place(epoch, cell, document), register);
                    writes.add(GroupRecords.export(epoch, cell, document, register));
                });
        return writes;
    }

    /** What was put aside of a cell: the highest register of each document. */
    Map<DocumentKey, Register> of(Cell cell) {
        TreeMap<DocumentKey, Register> highest = new TreeMap<>();
        registers.forEach((place, register) -> {
            if (place.cell().equals(cell))
                highest.merge(place.document(), register, Register::higher);
        });
        return highest;
    }

    private static boolean isShown(Register register, Register now) {
        return now.head().equals(register.head())
                || now.unpublished().stream().anyMatch(e -> e.header().equals(register.last()));
    }

    /** All of it, by epoch, cell and document. */
    List<GroupReply.ExportLine> lines() {
        return registers.entrySet().stream()
                .map(each ->
                        new GroupReply.ExportLine(
                                each.getKey().epoch(),
                                each.getKey().cell(),
                                each.getKey().document(),
                                each.getValue().head(),
                                each.getValue().unpublished()))
                .toList();
    }
}
