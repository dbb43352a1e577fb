package org.p2pltr.disk;

import java.util.List;
import org.p2pltr.env.Range;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** Fills RocksDB's batch with commits; each commit stays whole in one batch. */
final class WriteFiller {
    /** A batch this large is handed over before the next commit joins it. */
    private static final long MAX_BATCH_BYTES = 8L << 20;

    private final Database database;
    private final WriteBatch batch;

    WriteFiller(Database database, WriteBatch batch) {
        this.database = database;
        this.batch = batch;
    }

    void add(List<Write> writes, WriteOptions unsynced) throws RocksDBException {
        if (batch.getDataSize() > MAX_BATCH_BYTES || endsOpen(writes)) flush(unsynced);
        for (int at = 0; at < writes.size(); at++) {
            Write write = writes.get(at);
            ColumnFamilyHandle family = database.family(write.family());
            switch (write) {
                case Write.Put put -> batch.put(family, put.key().toArray(), put.value().toArray());
                case Write.Delete delete -> batch.delete(family, delete.key().toArray());
                case Write.DeleteRange delete -> deleteRange(delete.range(), writes, at);
            }
        }
    }

    /** Writes without sync what is in the batch. */
    void flush(WriteOptions unsynced) throws RocksDBException {
        if (batch.count() == 0) return;
        database.db().write(unsynced, batch);
        batch.clear();
    }

    private static boolean endsOpen(List<Write> writes) {
        return writes.stream()
                .anyMatch(w -> w instanceof Write.DeleteRange d && d.range().to().length() == 0);
    }

    private void deleteRange(Range range, List<Write> writes, int at) throws RocksDBException {
        Bytes to = range.to().length() > 0 ? range.to() : afterLast(range, writes.subList(0, at));
        if (range.from().compareTo(to) >= 0) return;
        batch.deleteRange(database.family(range.family()), range.from().toArray(), to.toArray());
    }

    /**
     * RocksDB knows no open end: just above the last key there is, in the database (to which all
     * earlier commits were handed over) or among this commit's earlier writes.
     */
    private Bytes afterLast(Range range, List<Write> before) {
        Bytes last = Bytes.EMPTY;
        try (RocksIterator rows = database.db().newIterator(database.family(range.family()))) {
            rows.seekToLast();
            if (rows.isValid()) last = Bytes.of(rows.key());
        }
        for (Write write : before) {
            if (write instanceof Write.Put put
                    && put.family().equals(range.family())
                    && put.key().compareTo(last) > 0) last = put.key();
        }
        return last.plus(Bytes.of(new byte[1]));
    }
}
