package org.p2pltr.env;

import java.util.List;
import java.util.function.Consumer;

/**
 * A peer's disk: ordered byte keys in families, atomic batches, one sync for many. Commits and
 * reads take effect in the order of the calls. A write that fails stops the peer (the
 * implementation's owner is told; no callback comes).
 */
public interface DurableStore extends AutoCloseable {
    /** All rows of a range in order, right now; only before the peer's loop starts. */
    void scan(Range range, Consumer<Row> reader);

    /**
     * Makes the writes, all or none, and runs {@code synced} once they would survive a power cut.
     * The writes are of one database. {@code synced} runs on any thread, callbacks of one database
     * in the order of the commits.
     */
    void commit(List<Write> writes, Runnable synced);

    /**
     * Reads at most {@code maxRows} rows and about {@code maxBytes} bytes (at least one row); sees
     * all commits called before.
     */
    void read(Range range, int maxRows, int maxBytes, Consumer<Rows> found);

    /** What a read found. {@code more}: a limit was met before the end of the range. */
    record Rows(List<Row> rows, boolean more) {
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /** Waits for what is on its way and closes. */
    @Override
    void close();
}
