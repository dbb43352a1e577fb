package org.p2pltr.disk;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.p2pltr.env.Row;
import org.p2pltr.id.Bytes;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Reads all rows of a database that may be damaged: from both ends up to what cannot be read. */
final class Salvage implements AutoCloseable {
    /** Of a database of which nothing can be read. */
    static final Salvage NOTHING = new Salvage(List.of());

    /** One database, or none. */
    private final List<Database> database;

    private Salvage(List<Database> database) {
        this.database = database;
    }

    static Salvage of(Path path, Database.Leniency leniency) throws RocksDBException {
        return new Salvage(List.of(Database.openLeniently(path, leniency)));
    }

    /** Takes a row of the family of a name. */
    interface Taker {
        void take(String family, Row row) throws RocksDBException;
    }

    /** Gives all rows that can be read, and tells what cannot. */
    void read(Taker taker, Consumer<String> lost) throws RocksDBException {
        for (Database each : database) {
            for (var family : each.all().entrySet())
                read(each, family.getKey(), family.getValue(), taker, lost);
        }
    }

    private static void read(
            Database database,
            String name,
            ColumnFamilyHandle family,
            Taker taker,
            Consumer<String> lost)
            throws RocksDBException {
        Optional<Bytes> last = Optional.empty();
        try (RocksIterator rows = database.db().newIterator(family)) {
            for (rows.seekToFirst(); rows.isValid(); rows.next()) {
                Row row = row(rows);
                last = Optional.of(row.key());
                taker.take(name, row);
            }
            Optional<String> why = damage(rows);
            if (why.isEmpty()) return;
            lost.accept("some rows of " + name + ": " + why.get());
        }
        // Behind what cannot be read there may be more: from the other end, down to where it is.
        try (RocksIterator rows = database.db().newIterator(family)) {
            for (rows.seekToLast(); rows.isValid(); rows.prev()) {
                Row row = row(rows);
                if (last.isPresent() && row.key().compareTo(last.get()) <= 0) return;
                taker.take(name, row);
            }
        }
    }

    private static Row row(RocksIterator rows) {
        return new Row(Bytes.of(rows.key()), Bytes.of(rows.value()));
    }

    private static Optional<String> damage(RocksIterator rows) {
        try {
            rows.status();
            return Optional.empty();
        } catch (RocksDBException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        database.forEach(Database::close);
    }
}
