package org.p2pltr.lab.author;

import java.util.List;
import java.util.function.Consumer;
import org.p2pltr.env.DurableStore;
import org.p2pltr.env.Range;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;

/** A disk for a peer that keeps nothing: what is written is gone. */
final class NoDisk implements DurableStore {
    @Override
    public void scan(Range range, Consumer<Row> reader) {
        // Nothing was ever kept.
    }

    @Override
    public void commit(List<Write> writes, Runnable synced) {
        synced.run();
    }

    @Override
    public void read(Range range, int maxRows, int maxBytes, Consumer<Rows> found) {
        found.accept(new Rows(List.of(), false));
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
