package org.p2pltr.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.p2pltr.env.Range;
import org.p2pltr.env.Row;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.StoreId;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * Makes a data directory the disk of a new peer, with some rows of {@code core} as they were. All
 * or nothing: the new {@code core} is complete beside the old one before the marker gets the new
 * store id, which is the one step that counts; the old {@code core} stays in the directory under
 * another name. Of a damaged one all is kept that can be read. Source: architecture.md, "Disk".
 */
public final class Restoration implements AutoCloseable {
    private static final String READING = "core.reading";

    private final DataDirectory directory;
    private final StoreId store;
    private final TreeMap<String, Long> kept = new TreeMap<>();
    private final List<String> lost = new ArrayList<>();
    private boolean done;

    private Restoration(DataDirectory directory, StoreId store) {
        this.directory = directory;
        this.store = store;
    }

    /**
     * Reads the old {@code core} and makes the new one; nothing counts before {@link #carryOut}.
     *
     * @param ranges which rows are kept
     * @param left hears of each other row that can be read, with its family's name
     * @throws DataDirectoryException if there is nothing to restore, or no room for it
     */
    public static Restoration prepare(
            DataDirectory directory, List<Range> ranges, BiConsumer<String, Row> left)
            throws DataDirectoryException {
        RocksDB.loadLibrary();
        byte[] id = new byte[StoreId.LENGTH];
        new SecureRandom().nextBytes(id);
        Restoration restoration = new Restoration(directory, new StoreId(Bytes.of(id)));
        try {
            restoration.removeDrafts();
            if (!Database.exists(directory.core()))
                throw new DataDirectoryException(
                        "data directory "
                                + directory.path()
                                + " has no core database, so nothing can be restored");
            restoration.copy(ranges, left);
            return restoration;
        } catch (IOException | RocksDBException e) {
            restoration.close();
            throw new DataDirectoryException(
                    "data directory "
                            + directory.path()
                            + " cannot be restored, and was left as it is: "
                            + e.getMessage(),
                    e);
        }
    }

    /** How many rows of each family are kept. */
    public SortedMap<String, Long> kept() {
        return Collections.unmodifiableSortedMap(kept);
    }

    /** What could not be read, for people; empty: the old {@code core} is whole. */
    public List<String> lost() {
        return List.copyOf(lost);
    }

    /** From here on the directory is the new peer's. Gives where the old {@code core} is. */
    public Path carryOut() throws DataDirectoryException {
        try {
            directory.becomes(store);
            done = true;
            return directory.formerCore();
        } catch (IOException e) {
            throw new DataDirectoryException(
                    "data directory " + directory.path() + " cannot be restored: " + e.getMessage(),
                    e);
        }
    }

    /** Removes what was prepared, unless it was carried out. */
    @Override
    public void close() {
        if (done) return;
        try {
            removeDrafts();
        } catch (IOException e) {
            throw new IllegalStateException("cannot tidy up " + directory.path(), e);
        }
    }

    private void copy(List<Range> ranges, BiConsumer<String, Row> left)
            throws RocksDBException, IOException {
        List<String> names = ranges.stream().map(r -> r.family().name()).distinct().toList();
        for (String name : names) kept.put(name, 0L);
        try (Database to = Database.open(directory.restored(store), names);
                Salvage from = source()) {
            from.read(
                    (family, row) -> {
                        if (ranges.stream().anyMatch(range -> isIn(range, family, row))) {
                            to.put(family, row);
                            kept.merge(family, 1L, Long::sum);
                        } else {
                            left.accept(family, row);
                        }
                    },
                    lost::add);
            to.sync();
        }
    }

    /** As it is if it is whole; else a copy of it, read with more and more leniency. */
    private Salvage source() throws IOException {
        try {
            Database.check(directory.core());
            return Salvage.of(directory.core(), Database.Leniency.NONE);
        } catch (RocksDBException e) {
            lost.add("the core database is damaged: " + e.getMessage());
        }
        for (Database.Leniency leniency : List.of(Database.Leniency.LOG, Database.Leniency.ALL)) {
            Path reading = directory.path().resolve(READING);
            remove(reading);
            copyFiles(directory.core(), reading);
            try {
                return Salvage.of(reading, leniency);
            } catch (RocksDBException e) {
                lost.add("it could not be opened: " + e.getMessage());
            }
        }
        lost.add("nothing of it can be read");
        return Salvage.NOTHING;
    }

    private static boolean isIn(Range range, String family, Row row) {
        return range.family().name().equals(family)
                && range.from().compareTo(row.key()) <= 0
                && (range.to().length() == 0 || row.key().compareTo(range.to()) < 0);
    }

    private void removeDrafts() throws IOException {
        remove(directory.path().resolve(READING));
        for (Path draft : directory.restoredDrafts()) remove(draft);
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList())
                Files.copy(file, to.resolve(file.getFileName()));
        }
    }

    private static void remove(Path path) throws IOException {
        if (!Files.exists(path)) return;
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
        }
    }
}
