package org.p2pltr.disk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.p2pltr.env.DurableStore.Rows;
import org.p2pltr.env.Family;
import org.p2pltr.env.Range;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;

/** A data directory with its store, opened for a test; a failing write fails the test. */
record Opened(DataDirectory directory, RocksStore store) implements AutoCloseable {
    static Opened at(Path path, List<Family> families) throws DataDirectoryException {
        DataDirectory directory = DataDirectory.open(path);
        try {
            return new Opened(
                    directory,
                    RocksStore.open(
                            directory,
                            families,
                            e -> {
                                throw new AssertionError(e);
                            }));
        } catch (DataDirectoryException e) {
            directory.close();
            throw e;
        }
    }

    void commit(Write... writes) {
        CompletableFuture<Boolean> synced = new CompletableFuture<>();
        store.commit(List.of(writes), () -> synced.complete(true));
        synced.join();
    }

    CompletableFuture<Rows> read(Range range, int maxRows, int maxBytes) {
        CompletableFuture<Rows> rows = new CompletableFuture<>();
        store.read(range, maxRows, maxBytes, rows::complete);
        return rows;
    }

    List<Row> rows(Family family) {
        List<Row> rows = new ArrayList<>();
        store.scan(Range.all(family), rows::add);
        return rows;
    }

    @Override
    public void close() {
        store.close();
        directory.close();
    }
}
