package org.p2pltr.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.env.DurableStore;
import org.p2pltr.env.Row;

/** What members' disks hold of documents, read without asking the members: for checks. */
public final class StoredRegisters {
    private StoredRegisters() {}

    /** A document's register on a disk, if there is one. */
    public static Optional<Register> of(DurableStore disk, Cell cell, DocumentKey document) {
        List<Row> rows = new ArrayList<>();
        disk.scan(GroupRecords.register(cell, document), rows::add);
        return rows.stream().findFirst().map(GroupRecords::held).map(GroupMessage.Held::register);
    }
}
