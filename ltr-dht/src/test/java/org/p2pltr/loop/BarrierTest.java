package org.p2pltr.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Lane;
import org.p2pltr.env.PeerEvent;

class BarrierTest {
    private static final Lane HERE = new Lane("here");
    private static final Lane THERE = new Lane("there");

    private final List<Effect> out = new ArrayList<>();
    private final Barrier barrier = new Barrier(out::add);

    private record Word(String lane, int number) implements PeerEvent {}

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @Test
    void whatFollowsAWriteWaitsForItsSync() {
        var write = barrier.wrote(HERE);
        barrier.say(HERE, word(1));
        barrier.say(HERE, word(2));
        assertThat(out).isEmpty();
        barrier.synced(write);
        assertThat(out).containsExactly(word(1), word(2));
        assertThat(barrier.lanesWaiting()).isZero();
    }

    @Test
    void aSyncedLaterWriteDoesNotLetOutWhatWaitsForAnEarlierOne() {
        var first = barrier.wrote(HERE);
        barrier.say(HERE, word(1));
        var second = barrier.wrote(HERE);
        barrier.say(HERE, word(2));
        barrier.synced(second);
        assertThat(out).isEmpty();
        barrier.synced(first);
        assertThat(out).containsExactly(word(1), word(2));
    }

    @Test
    void otherLanesDoNotWait() {
        barrier.wrote(HERE);
        barrier.say(THERE, word(1));
        assertThat(out).containsExactly(word(1));
    }

    /**
     * The laws on random schedules: nothing leaves before its writes, nothing that may leave stays,
     * each lane keeps its order.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsSaidBeforeItsWritesAndNothingWaitsLonger(long seed) {
        var random = new SplittableRandom(seed);
        var unsynced = new ArrayList<Barrier.Unsynced>();
        var lanes = new TreeMap<String, List<Object>>();
        for (int step = 0; step < 300; step++) {
            String name = "lane " + random.nextInt(4);
            List<Object> lane = lanes.computeIfAbsent(name, _ -> new ArrayList<>());
            switch (random.nextInt(3)) {
                case 0 -> {
                    var write = barrier.wrote(new Lane(name));
                    unsynced.add(write);
                    lane.add(write);
                }
                case 1 -> {
                    var said = new Effect.Report(new Word(name, step));
                    lane.add(said);
                    barrier.say(new Lane(name), said);
                }
                default -> {
                    if (!unsynced.isEmpty()) {
                        barrier.synced(unsynced.remove(random.nextInt(unsynced.size())));
                    }
                }
            }
            lanes.forEach((each, all) -> assertThat(outOf(each)).isEqualTo(free(all, unsynced)));
        }
        List.copyOf(unsynced).forEach(barrier::synced);
        assertThat(barrier.lanesWaiting()).isZero();
        lanes.forEach((each, all) -> assertThat(outOf(each)).isEqualTo(free(all, List.of())));
    }

    /** The slow, obvious version: what stands before the first unsynced write of the lane. */
    private static List<Object> free(List<Object> lane, List<Barrier.Unsynced> unsynced) {
        var free = new ArrayList<>();
        for (Object step : lane) {
            if (step instanceof Barrier.Unsynced write) {
                if (unsynced.contains(write)) return free;
            } else {
                free.add(step);
            }
        }
        return free;
    }

    private List<Effect> outOf(String lane) {
        return out.stream()
                .filter(e -> ((Word) ((Effect.Report) e).event()).lane().equals(lane))
                .toList();
    }

    private static Effect word(int number) {
        return new Effect.Report(new Word("", number));
    }
}
