package org.p2pltr.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.p2pltr.env.Range;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.start.Acquaintances;

/**
 * One database of a simulated disk: its rows as readers see them, and how to take back each batch
 * that is not synced yet, so that a crash costs no more than what it forgets.
 */
final class SimulatedDatabase {
    private static final List<String> NOT_OF_ROLES =
            List.of(SimulatedStarts.STORE.name(), Acquaintances.FAMILY.name());

    private final VirtualTime time;
    private final RandomGenerator random;
    private final NavigableMap<String, NavigableMap<Bytes, Bytes>> families = new TreeMap<>();
    private final Deque<Batch> unsynced = new ArrayDeque<>();

    /** Raised by a crash, so that a sync on its way then comes to nothing. */
    private int crashes;

    private boolean syncing;

    private record Batch(List<Undo> undo, Runnable synced) {}

    /** Takes back one change of one row. */
    private sealed interface Undo {
        record Restore(NavigableMap<Bytes, Bytes> rows, Bytes key, Bytes value) implements Undo {}

        record Remove(NavigableMap<Bytes, Bytes> rows, Bytes key) implements Undo {}
    }

    SimulatedDatabase(VirtualTime time, RandomGenerator random) {
        this.time = time;
        this.random = random;
    }

    /** Makes the writes; they are synced later, with all that are made until that sync begins. */
    void commit(List<Write> writes, Runnable synced, Latency sync) {
        List<Undo> undo = new ArrayList<>();
        for (Write write : writes) apply(write, undo);
        unsynced.addLast(new Batch(undo, synced));
        if (!syncing) startSync(sync);
    }

    /** Rows of a range in order, until the reader wants no more. */
    void scan(Range range, BiPredicate<Bytes, Bytes> wantsMore) {
        SequencedMap<Bytes, Bytes> found = within(range);
        if (range.descending()) found = found.reversed();
        for (var row : found.entrySet()) {
            if (!wantsMore.test(row.getKey(), row.getValue())) return;
        }
    }

    /** The power is cut: of the unsynced batches a random number of the first ones is kept. */
    void crash() {
        int kept = random.nextInt(unsynced.size() + 1);
        while (unsynced.size() > kept) takeBack(unsynced.removeLast());
        unsynced.clear();
        syncing = false;
        crashes++;
    }

    /** All is synced at once, as before an orderly end; no callbacks come. */
    void flush() {
        unsynced.clear();
        syncing = false;
        crashes++;
    }

    /** Makes the writes and has them on disk at once. */
    void keep(List<Write> writes) {
        for (Write write : writes) apply(write, new ArrayList<>());
    }

    /** A copy of all rows. */
    Map<String, List<Row>> image() {
        Map<String, List<Row>> image = new TreeMap<>();
        families.forEach((family, rows) ->
                image.put(
                        family,
                        rows.entrySet().stream()
                                .map(r -> new Row(r.getKey(), r.getValue()))
                                .toList()));
        return image;
    }

    /** All rows are those of a copy, whatever was there. */
    void load(Map<String, List<Row>> image) {
        lose();
        image.forEach((family, rows) -> rows.forEach(r -> rows(family).put(r.key(), r.value())));
    }

    /** All rows but these are gone. */
    void keepOnly(List<Range> kept) {
        NavigableMap<String, NavigableMap<Bytes, Bytes>> rest = new TreeMap<>();
        for (Range range : kept)
            rest.computeIfAbsent(range.family().name(), _ -> new TreeMap<>()).putAll(within(range));
        lose();
        families.putAll(rest);
    }

    /** All rows are gone. */
    void lose() {
        flush();
        families.clear();
    }

    /** Flips one bit of the value of a random row of a role, if there is a row with a value. */
    boolean damage() {
        List<NavigableMap<Bytes, Bytes>> maps =
                families.entrySet().stream()
                        .filter(family -> !NOT_OF_ROLES.contains(family.getKey()))
                        .map(Map.Entry::getValue)
                        .toList();
        int rows = maps.stream().mapToInt(NavigableMap::size).sum();
        if (rows == 0) return false;
        int index = random.nextInt(rows);
        for (NavigableMap<Bytes, Bytes> map : maps) {
            if (index >= map.size()) {
                index -= map.size();
                continue;
            }
            var row = map.entrySet().stream().skip(index).findFirst().orElseThrow();
            byte[] value = row.getValue().toArray();
            if (value.length == 0) return false;
            value[random.nextInt(value.length)] ^= (byte) (1 << random.nextInt(8));
            map.put(row.getKey(), Bytes.of(value));
            return true;
        }
        return false;
    }

    /** How many batches are not synced. */
    int unsynced() {
        return unsynced.size();
    }

    private void startSync(Latency sync) {
        syncing = true;
        int covered = unsynced.size();
        int before = crashes;
        time.after(
                sync.nanos(random),
                () -> {
                    if (crashes == before) finishSync(covered, sync);
                });
    }

    private void finishSync(int covered, Latency sync) {
        List<Batch> done = new ArrayList<>(covered);
        while (done.size() < covered) done.add(unsynced.removeFirst());
        syncing = false;
        if (!unsynced.isEmpty()) startSync(sync);
        // The last step, as a callback may crash the peer.
        for (Batch batch : done) batch.synced.run();
    }

    private void apply(Write write, List<Undo> undo) {
        NavigableMap<Bytes, Bytes> rows = rows(write.family().name());
        switch (write) {
            case Write.Put(var _, Bytes key, Bytes value) ->
                    remember(rows, key, rows.put(key, value), undo);
            case Write.Delete(var _, Bytes key) -> {
                Bytes before = rows.remove(key);
                if (before != null) undo.add(new Undo.Restore(rows, key, before));
            }
            case Write.DeleteRange(Range range) -> {
                NavigableMap<Bytes, Bytes> gone = within(range);
                gone.forEach((key, value) -> undo.add(new Undo.Restore(rows, key, value)));
                gone.clear();
            }
        }
    }

    private static void remember(
            NavigableMap<Bytes, Bytes> rows, Bytes key, @Nullable Bytes before, List<Undo> undo) {
        undo.add(before == null ? new Undo.Remove(rows, key) : new Undo.Restore(rows, key, before));
    }

    private static void takeBack(Batch batch) {
        for (Undo undo : batch.undo.reversed()) {
            switch (undo) {
                case Undo.Restore(var rows, Bytes key, Bytes value) -> rows.put(key, value);
                case Undo.Remove(var rows, Bytes key) -> rows.remove(key);
            }
        }
    }

    private NavigableMap<Bytes, Bytes> within(Range range) {
        NavigableMap<Bytes, Bytes> rows = rows(range.family().name());
        if (range.to().length() == 0) return rows.tailMap(range.from(), true);
        if (range.from().compareTo(range.to()) >= 0) return new TreeMap<>();
        return rows.subMap(range.from(), true, range.to(), false);
    }

    private NavigableMap<Bytes, Bytes> rows(String family) {
        return families.computeIfAbsent(family, _ -> new TreeMap<>());
    }
}
