package org.p2pltr.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.p2pltr.env.DurableStore.Rows;
import org.p2pltr.env.Range;
import org.p2pltr.env.Row;
import org.p2pltr.id.Bytes;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;

/** Reads ranges of one database, as it is or as it was at a snapshot. */
final class RangeReader {
    private final Database database;

    RangeReader(Database database) {
        this.database = database;
    }

    /** All rows as they are now. */
    void scan(Range range, Consumer<Row> reader) throws RocksDBException {
        try (ReadOptions options = new ReadOptions()) {
            walk(
                    range,
                    options,
                    row -> {
                        reader.accept(row);
                        return true;
                    });
        }
    }

    /** Some rows as they were at the snapshot: at least one if there is one. */
    Rows read(Range range, int maxRows, int maxBytes, Snapshot snapshot) throws RocksDBException {
        List<Row> rows = new ArrayList<>();
        long[] bytes = {0};
        boolean more;
        try (ReadOptions options = new ReadOptions().setSnapshot(snapshot)) {
            more =
                    !walk(
                            range,
                            options,
                            row -> {
                                long size = row.key().length() + (long) row.value().length();
                                boolean full = rows.size() >= maxRows || bytes[0] + size > maxBytes;
                                if (full && !rows.isEmpty()) return false;
                                rows.add(row);
                                bytes[0] += size;
                                return true;
                            });
        }
        return new Rows(rows, more);
    }

    private interface Visitor {
        /** False: this row is not taken, and no further one is wanted. */
        boolean take(Row row);
    }

    /** True if the range was walked to its end. */
    private boolean walk(Range range, ReadOptions options, Visitor visitor)
            throws RocksDBException {
        if (range.to().length() > 0 && range.from().compareTo(range.to()) >= 0) return true;
        try (Slice from = new Slice(range.from().toArray());
                Slice to = new Slice(range.to().toArray())) {
            options.setIterateLowerBound(from);
            if (range.to().length() > 0) options.setIterateUpperBound(to);
            try (RocksIterator rows =
                    database.db().newIterator(database.family(range.family()), options)) {
                if (range.descending()) rows.seekToLast();
                else rows.seekToFirst();
                while (rows.isValid()) {
                    if (!visitor.take(new Row(Bytes.of(rows.key()), Bytes.of(rows.value()))))
                        return false;
                    if (range.descending()) rows.prev();
                    else rows.next();
                }
                // An iterator also ends at a row it cannot read: that is not the end of the range.
                rows.status();
                return true;
            }
        }
    }
}
