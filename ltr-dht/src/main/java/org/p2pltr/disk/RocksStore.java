package org.p2pltr.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.p2pltr.env.DurableStore;
import org.p2pltr.env.Family;
import org.p2pltr.env.Range;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * The real durable store: RocksDB databases {@code core} and {@code log} in the data directory,
 * many commits sharing one sync. Commits and reads from any thread. Source: architecture.md,
 * "Disk".
 */
public final class RocksStore implements DurableStore {
    /** The store's own family: the start counter. */
    private static final Family STORE = new Family(Family.Database.CORE, "store");

    private static final Bytes STARTS = Bytes.utf8("starts");

    /**
     * No author waits for the log: an entry is put when it has its timestamp. So its syncs can be
     * fewer, and stay out of the way of those of {@code core}, on the same disk, that all wait for.
     */
    private static final Duration LOG_PATIENCE = Duration.ofMillis(4);

    private final Database core;
    private final Database log;
    private final DatabaseThread coreThread;
    private final DatabaseThread logThread;
    private final long start;
    private final List<DiskEvent> found;

    private RocksStore(
            Database core,
            Database log,
            long start,
            List<DiskEvent> found,
            Consumer<Throwable> fatal) {
        this.core = core;
        this.log = log;
        this.start = start;
        this.found = List.copyOf(found);
        this.coreThread = new DatabaseThread("core", core, Duration.ZERO, fatal);
        this.logThread = new DatabaseThread("log", log, LOG_PATIENCE, fatal);
    }

    /**
     * Checks and opens both databases and raises the start counter. A damaged {@code log} is moved
     * aside and begun anew (see {@link #found}). Throws {@link DataDirectoryException}, and changes
     * nothing, if {@code core} is damaged or forgot a start. {@code fatal} is told, from any
     * thread, of a read or write that failed: the peer must stop; no callback comes after that.
     */
    public static RocksStore open(
            DataDirectory directory, List<Family> families, Consumer<Throwable> fatal)
            throws DataDirectoryException {
        RocksDB.loadLibrary();
        List<DiskEvent> found = new ArrayList<>();
        checkCore(directory);
        try {
            Database core = openCore(directory, families);
            try {
                long start = Math.max(directory.starts(), coreStarts(core)) + 1;
                Database log = openLog(directory, families, start, found);
                try {
                    rememberStart(core, start);
                    directory.started(start);
                    return new RocksStore(core, log, start, found, fatal);
                } catch (IOException | RocksDBException | RuntimeException e) {
                    log.close();
                    throw e;
                }
            } catch (IOException | RocksDBException | RuntimeException e) {
                core.close();
                throw e;
            }
        } catch (IOException | RocksDBException e) {
            throw new DataDirectoryException(
                    "data directory " + directory.path() + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** How many times this peer has started, this start included; never the same twice. */
    public long start() {
        return start;
    }

    /** What the opening found worth a report. */
    public List<DiskEvent> found() {
        return found;
    }

    /** How many syncs this store has asked the disk for. */
    public long syncs() {
        return coreThread.syncs() + logThread.syncs();
    }

    @Override
    public void scan(Range range, Consumer<Row> reader) {
        try {
            new RangeReader(database(range.family())).scan(range, reader);
        } catch (RocksDBException e) {
            throw new IllegalStateException(range + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void commit(List<Write> writes, Runnable synced) {
        Family.Database database = writes.getFirst().family().database();
        if (!writes.stream().allMatch(write -> write.family().database() == database))
            throw new IllegalArgumentException("the writes of one commit are of one database");
        thread(database).commit(List.copyOf(writes), synced);
    }

    @Override
    public void read(Range range, int maxRows, int maxBytes, Consumer<Rows> rows) {
        thread(range.family().database()).read(range, maxRows, maxBytes, rows);
    }

    @Override
    public void close() {
        coreThread.close();
        logThread.close();
        core.close();
        log.close();
    }

    private DatabaseThread thread(Family.Database database) {
        return switch (database) {
            case CORE -> coreThread;
            case LOG -> logThread;
        };
    }

    private Database database(Family family) {
        return switch (family.database()) {
            case CORE -> core;
            case LOG -> log;
        };
    }

    /** Read-only, so that a damaged core is left exactly as it is. */
    private static void checkCore(DataDirectory directory) throws DataDirectoryException {
        // Before the first start is complete nothing was promised: what is there may be half made.
        if (directory.starts() == 0) return;
        try {
            if (!Database.exists(directory.core()))
                throw new DataDirectoryException(damaged(directory, "the database is missing"));
            long starts =
                    Database.check(directory.core(), STORE, STARTS)
                            .map(RocksStore::number)
                            .orElse(0L);
            if (starts < directory.starts())
                throw new DataDirectoryException(
                        damaged(
                                directory,
                                "it remembers "
                                        + starts
                                        + " starts, but there were "
                                        + directory.starts()));
        } catch (RocksDBException | IllegalArgumentException e) {
            throw new DataDirectoryException(damaged(directory, String.valueOf(e.getMessage())), e);
        }
    }

    private static String damaged(DataDirectory directory, String why) {
        return "the core database in "
                + directory.path()
                + " is damaged and was left as it is: "
                + why
                + "; './ltr restore ltr.data-dir="
                + directory.path()
                + "' makes it a new peer that keeps its pages, the saves that wait and its drafts, as far as they can be read";
    }

    private static Database openCore(DataDirectory directory, List<Family> families)
            throws RocksDBException, DataDirectoryException {
        List<String> names = new ArrayList<>(names(families, Family.Database.CORE));
        names.add(STORE.name());
        try {
            return Database.open(directory.core(), names);
        } catch (RocksDBException e) {
            if (Database.isLocked(e))
                throw new DataDirectoryException(
                        "data directory " + directory.path() + " is in use by another process", e);
            throw e;
        }
    }

    private static Database openLog(
            DataDirectory directory, List<Family> families, long start, List<DiskEvent> found)
            throws RocksDBException, IOException {
        List<String> names = names(families, Family.Database.LOG);
        if (Database.exists(directory.log())) {
            try {
                Database.check(directory.log());
            } catch (RocksDBException e) {
                Path aside = directory.path().resolve("log.damaged-" + start);
                Files.move(directory.log(), aside);
                found.add(new DiskEvent.LogSetAside(aside, String.valueOf(e.getMessage())));
            }
        }
        return Database.open(directory.log(), names);
    }

    private static List<String> names(List<Family> families, Family.Database database) {
        return families.stream()
                .filter(family -> family.database() == database)
                .map(Family::name)
                .distinct()
                .toList();
    }

    private static long coreStarts(Database core) throws RocksDBException {
        byte[] value = core.db().get(core.family(STORE), STARTS.toArray());
        return value == null ? 0 : number(Bytes.of(value));
    }

    private static void rememberStart(Database core, long start) throws RocksDBException {
        try (WriteOptions synced = new WriteOptions().setSync(true)) {
            core.db()
                    .put(
                            core.family(STORE),
                            synced,
                            STARTS.toArray(),
                            ByteBuffer.allocate(Long.BYTES).putLong(start).array());
        }
    }

    private static long number(Bytes bytes) {
        if (bytes.length() != Long.BYTES)
            throw new IllegalArgumentException(
                    "the start counter has " + bytes.length() + " bytes");
        return ByteBuffer.wrap(bytes.toArray()).getLong();
    }
}
