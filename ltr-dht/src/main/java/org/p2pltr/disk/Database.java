package org.p2pltr.disk;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.env.Family;
import org.p2pltr.env.Row;
import org.p2pltr.id.Bytes;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;

/** One open RocksDB database and its families. */
final class Database implements AutoCloseable {
    private static final long CACHE_BYTES = 16L << 20;
    private static final long WRITE_BUFFER_BYTES = 8L << 20;
    private static final long MAX_WRITE_AHEAD_LOG_BYTES = 64L << 20;
    private static final int MAX_OPEN_FILES = 256;

    /** Every database has this family of RocksDB's own; it stays empty. */
    private static final String DEFAULT = "default";

    private final RocksDB db;
    private final Settings settings;
    private final Map<String, ColumnFamilyHandle> families;

    private Database(RocksDB db, Settings settings, Map<String, ColumnFamilyHandle> families) {
        this.db = db;
        this.settings = settings;
        this.families = families;
    }

    /** Native settings, which must live as long as the database. */
    private record Settings(Cache cache, ColumnFamilyOptions family, DBOptions database)
            implements AutoCloseable {
        // RocksDB's own default recovery drops everything after a damaged log record without a
        // word, which would forget promises: only a torn end of the log is tolerated.
        static Settings create() {
            Cache cache = new LRUCache(CACHE_BYTES);
            return new Settings(
                    cache,
                    new ColumnFamilyOptions()
                            .setWriteBufferSize(WRITE_BUFFER_BYTES)
                            .setCompressionType(CompressionType.LZ4_COMPRESSION)
                            .setTableFormatConfig(new BlockBasedTableConfig().setBlockCache(cache)),
                    fromNames()
                            .setCreateIfMissing(true)
                            .setCreateMissingColumnFamilies(true)
                            .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                            .setParanoidChecks(true)
                            .setMaxTotalWalSize(MAX_WRITE_AHEAD_LOG_BYTES)
                            .setMaxOpenFiles(MAX_OPEN_FILES)
                            .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                            .setKeepLogFileNum(2)
                            .setStatsDumpPeriodSec(0)
                            .setStatsPersistPeriodSec(0));
        }

        /** The one setting that RocksDB's Java classes know by name only. */
        private static DBOptions fromNames() {
            Properties names = new Properties();
            names.setProperty("track_and_verify_wals_in_manifest", "true");
            return Objects.requireNonNull(
                    DBOptions.getDBOptionsFromProps(names), "RocksDB does not know a setting");
        }

        @Override
        public void close() {
            database.close();
            family.close();
            cache.close();
        }
    }

    /** True if a database was ever made there. */
    static boolean exists(Path path) {
        return Files.exists(path);
    }

    /** True if the error says that someone has the database open. */
    static boolean isLocked(RocksDBException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("lock hold") || message.contains("While lock file");
    }

    /** Reads the whole database without changing it, and gives one row's value; see above. */
    static Optional<Bytes> check(Path path, Family family, Bytes key) throws RocksDBException {
        return check(
                path,
                (db, handles) -> {
                    ColumnFamilyHandle handle = handles.get(family.name());
                    if (handle == null) return Optional.empty();
                    return Optional.ofNullable(db.get(handle, key.toArray())).map(Bytes::of);
                });
    }

    /**
     * Reads the whole database without changing it. Throws RocksDBException if any of it is damaged
     * or missing.
     */
    static void check(Path path) throws RocksDBException {
        check(path, (db, handles) -> Optional.empty());
    }

    private interface Question {
        Optional<Bytes> ask(RocksDB db, Map<String, ColumnFamilyHandle> handles)
                throws RocksDBException;
    }

    private static Optional<Bytes> check(Path path, Question question) throws RocksDBException {
        try (Settings settings = Settings.create();
                Options options = new Options()) {
            List<String> names = present(options, path);
            List<ColumnFamilyHandle> handles = new ArrayList<>();
            try (RocksDB db =
                    RocksDB.openReadOnly(
                            settings.database.setCreateIfMissing(false),
                            path.toString(),
                            descriptors(names, settings),
                            handles)) {
                try {
                    db.verifyChecksum();
                    return question.ask(db, byName(names, handles));
                } finally {
                    handles.forEach(ColumnFamilyHandle::close);
                }
            }
        }
    }

    /** Opens a database, and makes it and its families where they are missing. */
    static Database open(Path path, List<String> wanted) throws RocksDBException {
        Settings settings = Settings.create();
        try (Options options = new Options()) {
            TreeSet<String> names = new TreeSet<>(wanted);
            names.add(DEFAULT);
            if (exists(path)) names.addAll(present(options, path));
            List<ColumnFamilyHandle> handles = new ArrayList<>();
            RocksDB db =
                    RocksDB.open(
                            settings.database,
                            path.toString(),
                            descriptors(List.copyOf(names), settings),
                            handles);
            return new Database(db, settings, byName(List.copyOf(names), handles));
        } catch (RocksDBException | RuntimeException e) {
            settings.close();
            throw e;
        }
    }

    /** How much damage is put up with. */
    enum Leniency {
        /** None; nothing is written. */
        NONE,
        /** What cannot be read of the write-ahead log is left out; the files are changed. */
        LOG,
        /** The newest state whose files are all there; the files are changed. */
        ALL
    }

    /** Opens a database with all its families, to read what can be read. */
    static Database openLeniently(Path path, Leniency leniency) throws RocksDBException {
        Settings settings = Settings.create();
        settings.database.setCreateIfMissing(false);
        switch (leniency) {
            case NONE -> {}
            case LOG ->
                    settings.database
                            .setWalRecoveryMode(WALRecoveryMode.SkipAnyCorruptedRecords)
                            .setParanoidChecks(false);
            case ALL ->
                    settings.database
                            .setWalRecoveryMode(WALRecoveryMode.SkipAnyCorruptedRecords)
                            .setParanoidChecks(false)
                            .setBestEffortsRecovery(true);
        }
        try (Options options = new Options()) {
            List<String> names = present(options, path);
            List<ColumnFamilyHandle> handles = new ArrayList<>();
            List<ColumnFamilyDescriptor> all = descriptors(names, settings);
            RocksDB db =
                    leniency == Leniency.NONE
                            ? RocksDB.openReadOnly(settings.database, path.toString(), all, handles)
                            : RocksDB.open(settings.database, path.toString(), all, handles);
            return new Database(db, settings, byName(names, handles));
        } catch (RocksDBException | RuntimeException e) {
            settings.close();
            throw e;
        }
    }

    /** All families by their names. */
    Map<String, ColumnFamilyHandle> all() {
        return Collections.unmodifiableMap(families);
    }

    /** Writes a row of the family of a name; on disk after {@link #sync}. */
    void put(String family, Row row) throws RocksDBException {
        db.put(
                Objects.requireNonNull(families.get(family), family),
                row.key().toArray(),
                row.value().toArray());
    }

    /** Has all on disk that was written. */
    void sync() throws RocksDBException {
        db.syncWal();
    }

    RocksDB db() {
        return db;
    }

    /** Throws IllegalArgumentException if the family was not in the list given at the opening. */
    ColumnFamilyHandle family(Family family) {
        ColumnFamilyHandle handle = families.get(family.name());
        if (handle == null)
            throw new IllegalArgumentException(
                    family + " is not among the families the store was opened with");
        return handle;
    }

    @Override
    public void close() {
        families.values().forEach(ColumnFamilyHandle::close);
        db.close();
        settings.close();
    }

    private static Map<String, ColumnFamilyHandle> byName(
            List<String> names, List<ColumnFamilyHandle> handles) {
        Map<String, ColumnFamilyHandle> byName = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) byName.put(names.get(i), handles.get(i));
        return byName;
    }

    private static List<String> present(Options options, Path path) throws RocksDBException {
        List<String> names =
                RocksDB.listColumnFamilies(options, path.toString()).stream()
                        .map(name -> new String(name, StandardCharsets.UTF_8))
                        .toList();
        // Some damage makes the library name no families at all instead of an error.
        if (names.isEmpty()) throw new RocksDBException("no families can be read in " + path);
        return names;
    }

    private static List<ColumnFamilyDescriptor> descriptors(List<String> names, Settings settings) {
        return names.stream()
                .map(name ->
                        new ColumnFamilyDescriptor(
                                name.getBytes(StandardCharsets.UTF_8), settings.family))
                .toList();
    }
}
