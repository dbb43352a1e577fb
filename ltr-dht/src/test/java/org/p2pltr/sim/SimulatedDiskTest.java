package org.p2pltr.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.env.DurableStore;
import org.p2pltr.env.Family;
import org.p2pltr.env.Range;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;

class SimulatedDiskTest {
    private static final Family ROWS = new Family(Family.Database.CORE, "rows");
    private static final Family ENTRIES = new Family(Family.Database.LOG, "entries");

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    /** Against a slow, obvious model: a list of all states that the database ever had. */
    @ParameterizedTest
    @MethodSource("seeds")
    void aCrashForgetsOnlyWholeUnsyncedBatchesFromTheEnd(long seed) {
        var random = new SplittableRandom(seed);
        var time = new VirtualTime();
        var disk = new SimulatedDisk(time, random.split());
        for (int crash = 0; crash < 5; crash++) {
            List<NavigableMap<Bytes, Bytes>> states = new ArrayList<>();
            states.add(stateOf(disk));
            int[] synced = {0};
            int commits = random.nextInt(40);
            for (int number = 1; number <= commits; number++) {
                List<Write> batch = batch(random);
                NavigableMap<Bytes, Bytes> next = new TreeMap<>(states.getLast());
                batch.forEach(write -> apply(write, next));
                states.add(next);
                int mine = number;
                disk.commit(
                        batch,
                        () -> {
                            assertThat(mine).isEqualTo(synced[0] + 1);
                            synced[0] = mine;
                        });
                assertThat(stateOf(disk)).isEqualTo(next);
                if (random.nextInt(3) == 0 && time.hasUntil(Long.MAX_VALUE)) time.runNext();
            }
            int before = synced[0];
            assertThat(disk.unsynced(Family.Database.CORE)).isEqualTo(commits - before);
            disk.crash();
            assertThat(states.subList(before, states.size())).contains(stateOf(disk));
            while (time.hasUntil(Long.MAX_VALUE)) time.runNext();
            assertThat(synced[0]).isEqualTo(before);
        }
    }

    @Test
    void aCrashMayForgetAllThatIsUnsyncedAndMayKeepItAll() {
        boolean forgot = false;
        boolean kept = false;
        for (long seed = 0; seed < 50; seed++) {
            var disk = new SimulatedDisk(new VirtualTime(), new SplittableRandom(seed));
            disk.commit(List.of(put(ROWS, "a", "1")), () -> {});
            disk.crash();
            if (disk.rows(Range.all(ROWS)).isEmpty()) forgot = true;
            else kept = true;
        }
        assertThat(forgot && kept).isTrue();
    }

    @Test
    void oneSyncCoversAllCommitsThatWaited() {
        var time = new VirtualTime();
        var disk = new SimulatedDisk(time, new SplittableRandom(1));
        List<Integer> synced = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int number = i;
            disk.commit(List.of(put(ROWS, "k" + i, "v")), () -> synced.add(number));
        }
        time.runNext();
        assertThat(synced).containsExactly(0);
        time.runNext();
        assertThat(synced).hasSize(10).isSorted();
        assertThat(time.hasUntil(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void aReadSeesTheCommitsBeforeItAndKeepsItsLimits() {
        var time = new VirtualTime();
        var disk = new SimulatedDisk(time, new SplittableRandom(1));
        for (String key : List.of("a", "b", "c", "d")) {
            disk.commit(List.of(put(ENTRIES, key, "12345")), () -> {});
        }
        List<DurableStore.Rows> found = new ArrayList<>();
        Range some = new Range(ENTRIES, Bytes.utf8("b"), Bytes.EMPTY, false);
        disk.read(some, 2, 1000, found::add);
        disk.read(some.reversed(), 100, 1, found::add);
        disk.read(Range.all(ENTRIES), 100, 1000, found::add);
        disk.commit(List.of(new Write.DeleteRange(Range.all(ENTRIES))), () -> {});
        assertThat(found).isEmpty();
        while (time.hasUntil(Long.MAX_VALUE)) time.runNext();
        assertThat(found)
                .containsExactlyInAnyOrder(
                        rows(true, "b", "c"), rows(true, "d"), rows(false, "a", "b", "c", "d"));
        assertThat(disk.rows(Range.all(ENTRIES))).isEmpty();
    }

    @Test
    void damageChangesOneRowOfOneDatabase() {
        var disk = new SimulatedDisk(new VirtualTime(), new SplittableRandom(1));
        assertThat(disk.damage(Family.Database.LOG)).isFalse();
        disk.commit(List.of(put(ENTRIES, "a", "1"), put(ENTRIES, "b", "2")), () -> {});
        disk.commit(List.of(put(ROWS, "a", "1")), () -> {});
        List<Row> before = disk.rows(Range.all(ENTRIES));
        assertThat(disk.damage(Family.Database.LOG)).isTrue();
        List<Row> after = disk.rows(Range.all(ENTRIES));
        assertThat(after).hasSize(2).isNotEqualTo(before).containsAnyElementsOf(before);
        assertThat(disk.rows(Range.all(ROWS)))
                .containsExactly(new Row(Bytes.utf8("a"), Bytes.utf8("1")));
        disk.lose();
        assertThat(disk.rows(Range.all(ENTRIES))).isEmpty();
    }

    private static DurableStore.Rows rows(boolean more, String... keys) {
        List<Row> rows = new ArrayList<>();
        for (String key : keys) rows.add(new Row(Bytes.utf8(key), Bytes.utf8("12345")));
        return new DurableStore.Rows(rows, more);
    }

    private static Write put(Family family, String key, String value) {
        return new Write.Put(family, Bytes.utf8(key), Bytes.utf8(value));
    }

    private static List<Write> batch(SplittableRandom random) {
        List<Write> batch = new ArrayList<>();
        do {
            Bytes key = Bytes.of(new byte[] {(byte) random.nextInt(20)});
            Bytes to = Bytes.of(new byte[] {(byte) random.nextInt(20)});
            batch.add(
                    switch (random.nextInt(6)) {
                        case 0 -> new Write.Delete(ROWS, key);
                        case 1 -> new Write.DeleteRange(new Range(ROWS, key, to, false));
                        default -> new Write.Put(ROWS, key, Bytes.utf8("" + random.nextInt()));
                    });
        } while (random.nextInt(3) != 0);
        return batch;
    }

    private static void apply(Write write, NavigableMap<Bytes, Bytes> rows) {
        switch (write) {
            case Write.Put(var _, Bytes key, Bytes value) -> rows.put(key, value);
            case Write.Delete(var _, Bytes key) -> rows.remove(key);
            case Write.DeleteRange(Range range) ->
                    rows.keySet()
                            .removeIf(key ->
                                    key.compareTo(range.from()) >= 0
                                            && key.compareTo(range.to()) < 0);
        }
    }

    private static NavigableMap<Bytes, Bytes> stateOf(SimulatedDisk disk) {
        NavigableMap<Bytes, Bytes> state = new TreeMap<>();
        disk.scan(Range.all(ROWS), row -> state.put(row.key(), row.value()));
        return state;
    }
}
