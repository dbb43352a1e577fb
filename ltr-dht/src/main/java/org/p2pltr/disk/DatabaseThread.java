package org.p2pltr.disk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.p2pltr.env.DurableStore.Rows;
import org.p2pltr.env.Range;
import org.p2pltr.env.Write;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The one writer of a database: takes what has queued up meanwhile, writes it all, and syncs once.
 * Reads keep their place in the queue by a snapshot and are done by another thread.
 */
final class DatabaseThread implements AutoCloseable {
    /** Most pieces of work that share one sync, so that none waits for an endless train. */
    private static final int MAX_TRAIN = 1024;

    private final Database database;
    private final RangeReader reader;
    private final Duration patience;
    private final Consumer<Throwable> fatal;
    private final LinkedBlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final AtomicLong syncs = new AtomicLong();
    private final ExecutorService readers;
    private final Thread thread;

    // Below: touched by the thread itself only.
    private final List<Runnable> waiting = new ArrayList<>();
    private long syncDue;

    private sealed interface Work {
        record Commit(List<Write> writes, Runnable synced) implements Work {}

        record Fetch(Range range, int maxRows, int maxBytes, Consumer<Rows> found)
                implements Work {}

        record Stop() implements Work {}
    }

    /**
     * @param patience how long a commit may wait for others that share its sync
     */
    DatabaseThread(String name, Database database, Duration patience, Consumer<Throwable> fatal) {
        this.database = database;
        this.patience = patience;
        this.reader = new RangeReader(database);
        this.fatal = fatal;
        this.readers =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("disk-read-" + name).factory());
        this.thread = Thread.ofPlatform().daemon().name("disk-" + name).start(this::run);
    }

    void commit(List<Write> writes, Runnable synced) {
        writes.forEach(write -> database.family(write.family()));
        queue.add(new Work.Commit(writes, synced));
    }

    void read(Range range, int maxRows, int maxBytes, Consumer<Rows> found) {
        database.family(range.family());
        queue.add(new Work.Fetch(range, maxRows, maxBytes, found));
    }

    /** How many syncs there were. */
    long syncs() {
        return syncs.get();
    }

    /** Does what was asked before, then ends; the database stays open. Not for callbacks. */
    @Override
    public void close() {
        queue.add(new Work.Stop());
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        readers.close();
        if (interrupted) Thread.currentThread().interrupt();
    }

    private void run() {
        try (WriteOptions unsynced = new WriteOptions()) {
            List<Work> train = new ArrayList<>();
            boolean open = true;
            while (open) {
                @Nullable Work first = next();
                if (first != null) {
                    train.add(first);
                    queue.drainTo(train, MAX_TRAIN - 1);
                    open = carry(train, unsynced);
                    train.clear();
                }
                if (!waiting.isEmpty() && (!open || isSyncDue())) sync();
            }
        } catch (Throwable e) {
            // Without a disk nothing may be promised any more: no callback comes from here on.
            fatal.accept(e);
        }
    }

    /** Waits for work; null when it is time to sync. */
    private @Nullable Work next() throws InterruptedException {
        return waiting.isEmpty()
                ? queue.take()
                : queue.poll(syncDue - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private boolean isSyncDue() {
        return waiting.size() >= MAX_TRAIN || syncDue - System.nanoTime() <= 0;
    }

    /** False when the work is to end. */
    private boolean carry(List<Work> train, WriteOptions unsynced) throws RocksDBException {
        if (waiting.isEmpty()) syncDue = System.nanoTime() + patience.toNanos();
        try (WriteBatch batch = new WriteBatch()) {
            WriteFiller filler = new WriteFiller(database, batch);
            for (Work work : train) {
                switch (work) {
                    case Work.Commit commit -> {
                        filler.add(commit.writes(), unsynced);
                        waiting.add(commit.synced());
                    }
                    case Work.Fetch fetch -> {
                        filler.flush(unsynced);
                        fetch(fetch);
                    }
                    case Work.Stop() -> {
                        filler.flush(unsynced);
                        return false;
                    }
                }
            }
            filler.flush(unsynced);
        }
        return true;
    }

    private void sync() throws RocksDBException {
        database.sync();
        syncs.incrementAndGet();
        List<Runnable> callbacks = List.copyOf(waiting);
        waiting.clear();
        callbacks.forEach(Runnable::run);
    }

    private void fetch(Work.Fetch fetch) {
        Snapshot snapshot = database.db().getSnapshot();
        readers.execute(() -> {
            try {
                fetch.found()
                        .accept(
                                reader.read(
                                        fetch.range(),
                                        fetch.maxRows(),
                                        fetch.maxBytes(),
                                        snapshot));
            } catch (Throwable e) {
                fatal.accept(e);
            } finally {
                database.db().releaseSnapshot(snapshot);
            }
        });
    }
}
