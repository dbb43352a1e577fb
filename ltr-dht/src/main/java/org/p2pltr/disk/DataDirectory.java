package org.p2pltr.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.StoreId;

/**
 * A peer's whole state in one directory, held by one process at a time: readable by its owner only,
 * formatted on the first start. Not safe for several threads. Source: architecture.md, "Disk".
 */
public final class DataDirectory implements AutoCloseable {
    private static final String LOCK_FILE = "lock";
    private static final String RESTORED = "core.restored-";

    /** The settings of this peer, which a person may write before its first start. */
    private static final String SETTINGS_FILE = "application.yml";

    /** What a directory may hold and still be formatted. */
    private static final List<String> NOT_DATA =
            List.of(LOCK_FILE, Marker.FILE + ".new", SETTINGS_FILE);

    private final Path path;
    private final FileChannel lockFile;
    private Marker marker;

    private DataDirectory(Path path, FileChannel lockFile, Marker marker) {
        this.path = path;
        this.lockFile = lockFile;
        this.marker = marker;
    }

    /**
     * Takes the directory for this process, and formats it if it is not there, or empty but for the
     * settings. Throws {@link DataDirectoryException}, and changes nothing, if another process has
     * it, if it holds other files, or if its marker cannot be read.
     */
    public static DataDirectory open(Path path) throws DataDirectoryException {
        DataDirectory opened = take(path);
        if (!Files.exists(opened.oldCopyMark())) return opened;
        opened.close();
        throw new DataDirectoryException(
                "data directory "
                        + opened.path
                        + " is an old or doubled copy, as other peers have proven; './ltr restore ltr.data-dir="
                        + opened.path
                        + "' makes it a new peer that keeps its pages, the saves that wait, its drafts and its network");
    }

    private static DataDirectory take(Path path) throws DataDirectoryException {
        Path directory = path.toAbsolutePath().normalize();
        try {
            boolean formatted = Files.exists(directory.resolve(Marker.FILE));
            if (!formatted) requireEmpty(directory);
            createOwnerOnly(directory);
            FileChannel lockFile = lock(directory);
            try {
                // Read again under the lock: another process may have formatted it meanwhile.
                Marker marker =
                        Files.exists(directory.resolve(Marker.FILE))
                                ? read(directory)
                                : format(directory);
                DataDirectory opened = new DataDirectory(directory, lockFile, marker);
                opened.takeRestoredCore();
                return opened;
            } catch (IOException | DataDirectoryException | RuntimeException e) {
                lockFile.close();
                throw e;
            }
        } catch (IOException e) {
            throw new DataDirectoryException(
                    "data directory " + directory + " cannot be used: " + e, e);
        }
    }

    /** The same for a directory that is a peer's already: {@link #open} would make it one. */
    public static DataDirectory openExisting(Path path) throws DataDirectoryException {
        if (!Files.exists(path.resolve(Marker.FILE)))
            throw new DataDirectoryException(
                    path.toAbsolutePath().normalize()
                            + " is not a peer's data directory: it holds no "
                            + Marker.FILE);
        return take(path);
    }

    /**
     * From here on, over restarts, the directory is not opened until it is restored: each start
     * raises the counter, and would at last pass the one that others have seen.
     */
    public void markOldCopy() throws IOException {
        Files.write(oldCopyMark(), new byte[0], StandardOpenOption.CREATE, StandardOpenOption.SYNC);
        syncDirectory(path);
    }

    /** Named after the store id, so that it says nothing about the peer after a restore. */
    private Path oldCopyMark() {
        return path.resolve("old-copy-" + marker.store().value().asHex());
    }

    /** Where the directory is. */
    public Path path() {
        return path;
    }

    /** The random name of this disk, written when it was formatted. */
    public StoreId store() {
        return marker.store();
    }

    /** Where the peer's keys are kept. */
    public Path keyFile() {
        return path.resolve("keys.p12");
    }

    Path core() {
        return path.resolve("core");
    }

    Path log() {
        return path.resolve("log");
    }

    /** Where the {@code core} of a restored peer waits until the marker has its store id. */
    Path restored(StoreId store) {
        return path.resolve(RESTORED + store.value().asHex());
    }

    /** All such places in use. */
    List<Path> restoredDrafts() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().startsWith(RESTORED))
                    .sorted()
                    .toList();
        }
    }

    /** Where the {@code core} is that was there before the last restore. */
    Path formerCore() {
        return path.resolve("core.before-" + marker.store().value().asHex());
    }

    /**
     * The directory is that of a new peer from the moment at which the marker is written; the rest
     * is made up for at the next opening if a crash comes between.
     */
    void becomes(StoreId store) throws IOException {
        syncDirectory(path);
        Marker next = new Marker(store, 0);
        write(path, next);
        marker = next;
        takeRestoredCore();
    }

    private void takeRestoredCore() throws IOException {
        Path restored = restored(marker.store());
        if (!Files.exists(restored)) return;
        if (Files.exists(core())) Files.move(core(), formerCore(), StandardCopyOption.ATOMIC_MOVE);
        Files.move(restored, core(), StandardCopyOption.ATOMIC_MOVE);
        syncDirectory(path);
    }

    /** How many starts {@code core} must remember at least; 0 before the first is complete. */
    long starts() {
        return marker.starts();
    }

    /** Remembers, synced, that {@code core} holds this start. */
    void started(long start) throws IOException {
        Marker next = new Marker(marker.store(), start);
        write(path, next);
        marker = next;
    }

    /** Lets other processes have the directory. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            // The lock goes with the process at the latest; nothing depends on this file's content.
            throw new IllegalStateException("cannot close the lock file of " + path, e);
        }
    }

    private static void requireEmpty(Path directory) throws IOException, DataDirectoryException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) return;
        if (!Files.isDirectory(directory))
            throw new DataDirectoryException(directory + " is not a directory");
        try (Stream<Path> files = Files.list(directory)) {
            List<String> others =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> !NOT_DATA.contains(name))
                            .sorted()
                            .limit(3)
                            .toList();
            if (!others.isEmpty())
                throw new DataDirectoryException(
                        directory
                                + " is neither empty nor a peer's data directory (it holds "
                                + String.join(", ", others)
                                + " but no "
                                + Marker.FILE
                                + ")");
        }
    }

    private static void createOwnerOnly(Path directory) throws IOException {
        if (Files.isDirectory(directory)) return;
        if (isPosix(directory)) {
            Files.createDirectories(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(directory);
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileChannel lock(Path directory) throws IOException, DataDirectoryException {
        FileChannel file =
                FileChannel.open(
                        directory.resolve(LOCK_FILE),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        @Nullable FileLock lock;
        try {
            lock = file.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null; // Another peer of this very process has it.
        } catch (IOException e) {
            file.close();
            throw e;
        }
        if (lock == null) {
            file.close();
            throw new DataDirectoryException(
                    "data directory " + directory + " is in use by another process");
        }
        return file;
    }

    private static Marker read(Path directory) throws IOException, DataDirectoryException {
        Path file = directory.resolve(Marker.FILE);
        try {
            if (Files.size(file) > Marker.MAX_BYTES)
                throw new IllegalArgumentException("it is not what a peer writes");
            return Marker.parse(Files.readAllBytes(file));
        } catch (IllegalArgumentException e) {
            throw new DataDirectoryException(
                    "data directory " + directory + ": " + Marker.FILE + ": " + e.getMessage(), e);
        }
    }

    private static Marker format(Path directory) throws IOException {
        if (isPosix(directory))
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        byte[] id = new byte[StoreId.LENGTH];
        new SecureRandom().nextBytes(id);
        Marker marker = new Marker(new StoreId(Bytes.of(id)), 0);
        write(directory, marker);
        return marker;
    }

    /** All or nothing: the new file is complete on disk before it takes the old one's name. */
    private static void write(Path directory, Marker marker) throws IOException {
        Path draft = directory.resolve(Marker.FILE + ".new");
        try (FileChannel channel =
                FileChannel.open(
                        draft,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(marker.toBytes());
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
        Files.move(
                draft,
                directory.resolve(Marker.FILE),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        syncDirectory(directory);
    }

    private static void syncDirectory(Path directory) throws IOException {
        // Only POSIX systems open a directory as a file; elsewhere the rename is durable by itself.
        if (!isPosix(directory)) return;
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
