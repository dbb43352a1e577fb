package org.p2pltr.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.p2pltr.env.DurableStore;
import org.p2pltr.env.Family;
import org.p2pltr.env.Range;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;

/**
 * A disk in memory that takes its time, shares one sync among many commits, and forgets in a crash
 * what was not synced: each database keeps what was synced and, as a real disk may have written
 * more than it said, a random number of the next batches, whole and in order.
 */
public final class SimulatedDisk implements DurableStore {
    private final VirtualTime time;
    private final RandomGenerator random;
    private final SimulatedDatabase core;
    private final SimulatedDatabase log;
    private DiskSpeed speed = DiskSpeed.GOOD;
    private boolean broken;

    SimulatedDisk(VirtualTime time, RandomGenerator random) {
        this.time = time;
        this.random = random;
        this.core = new SimulatedDatabase(time, random);
        this.log = new SimulatedDatabase(time, random);
    }

    /** From here on syncs and reads take these times. */
    public void speed(DiskSpeed next) {
        speed = next;
    }

    /** From here on every commit fails, which stops the peer; or no longer. */
    public void broken(boolean on) {
        broken = on;
    }

    @Override
    public void scan(Range range, Consumer<Row> reader) {
        of(range.family().database())
                .scan(
                        range,
                        (key, value) -> {
                            reader.accept(new Row(key, value));
                            return true;
                        });
    }

    @Override
    public void commit(List<Write> writes, Runnable synced) {
        if (broken) throw new IllegalStateException("the simulated disk is broken");
        of(writes.getFirst().family().database()).commit(writes, synced, speed.sync());
    }

    @Override
    public void read(Range range, int maxRows, int maxBytes, Consumer<Rows> found) {
        // The rows are those of now, so that commits after this call are not seen.
        Rows rows = rows(range, maxRows, maxBytes);
        time.after(speed.read().nanos(random), () -> found.accept(rows));
    }

    /** All rows of a range right now, synced or not; for checks. */
    public List<Row> rows(Range range) {
        List<Row> rows = new ArrayList<>();
        scan(range, rows::add);
        return rows;
    }

    /** How many batches of a database would a crash now put at risk? */
    public int unsynced(Family.Database database) {
        return of(database).unsynced();
    }

    /** Flips one bit in one random row of a database; false if it has none. */
    public boolean damage(Family.Database database) {
        return of(database).damage();
    }

    /** What is on a disk at one moment, as a copy of a data directory has it. */
    public static final class Image {
        private final Map<String, List<Row>> core;
        private final Map<String, List<Row>> log;

        private Image(Map<String, List<Row>> core, Map<String, List<Row>> log) {
            this.core = core;
            this.log = log;
        }
    }

    /** A copy of all rows, synced or not. */
    public Image image() {
        return new Image(core.image(), log.image());
    }

    /** Makes writes of {@code core} that are on disk at once. */
    void keep(List<Write> writes) {
        core.keep(writes);
    }

    /** All rows are those of a copy. */
    void load(Image image) {
        core.load(image.core);
        log.load(image.log);
    }

    /** All rows of {@code core} but these are gone. */
    void keepOnly(List<Range> kept) {
        core.keepOnly(kept);
    }

    /** The power is cut. */
    void crash() {
        core.crash();
        log.crash();
    }

    /** All rows are gone. */
    void lose() {
        core.lose();
        log.lose();
    }

    /** Syncs all; callbacks that have not come do not come. */
    @Override
    public void close() {
        core.flush();
        log.flush();
    }

    private Rows rows(Range range, int maxRows, int maxBytes) {
        List<Row> rows = new ArrayList<>();
        long[] bytes = {0};
        boolean[] more = {false};
        of(range.family().database())
                .scan(
                        range,
                        (key, value) -> {
                            bytes[0] += key.length() + value.length();
                            boolean fits =
                                    rows.isEmpty()
                                            || (rows.size() < maxRows && bytes[0] <= maxBytes);
                            if (fits) rows.add(new Row(key, value));
                            more[0] = !fits;
                            return fits;
                        });
        return new Rows(rows, more[0]);
    }

    private SimulatedDatabase of(Family.Database database) {
        return switch (database) {
            case CORE -> core;
            case LOG -> log;
        };
    }
}
