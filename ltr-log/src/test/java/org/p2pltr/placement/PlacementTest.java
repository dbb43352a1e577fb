package org.p2pltr.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;

class PlacementTest {
    private static final DocumentKey HOME = new DocumentKey("Home");

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @Test
    void positionsAreThese() {
        Segment segment = new Segment(new DocumentKey("Höme"), 7);
        assertThat(segment.positions(LogSettings.DEFAULT).stream().map(RingPosition::toString))
                .containsExactly("4582999626179cfc", "5608cc0a4f9d3380", "5810e6028f58c34b");
    }

    @Test
    void segmentsHoldTheirTimestamps() {
        LogSettings settings = LogSettings.DEFAULT;
        assertThat(Segment.of(HOME, new Timestamp(1), settings).number()).isZero();
        assertThat(Segment.of(HOME, new Timestamp(64), settings).number()).isZero();
        Segment second = Segment.of(HOME, new Timestamp(65), settings);
        assertThat(second.number()).isEqualTo(1);
        assertThat(second.first(settings).value()).isEqualTo(65);
        assertThat(second.last(settings).value()).isEqualTo(128);
    }

    @Test
    void withSegmentsOfOneEveryTimestampHasItsOwnPlaces() {
        LogSettings paper = new LogSettings(3, 1);
        assertThat(Segment.of(HOME, new Timestamp(5), paper).number()).isEqualTo(4);
        assertThat(new Segment(HOME, 4).last(paper).value()).isEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void placesAreDistinctAndAsManyAsTheNetworkAllows(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int functions = 1 + random.nextInt(LogSettings.MAX_FUNCTIONS);
        int count = 1 + random.nextInt(20);
        List<List<PeerId>> located = located(count, functions, random);
        Places places = Places.of(located);
        assertThat(places.peers()).doesNotHaveDuplicates();
        assertThat(places.peers()).hasSize(Math.min(2 * functions, count));
        assertThat(places.list().getFirst().peer()).isEqualTo(located.getFirst().getFirst());
        assertThat(Places.of(located)).isEqualTo(places);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void withoutOverlapEachFunctionHasItsPeerAndTheNext(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<PeerId>> located = located(20, 3, random);
        List<PeerId> firstTwo =
                located.stream().flatMap(l -> l.stream().limit(2)).distinct().toList();
        if (firstTwo.size() < 6) return;
        Places places = Places.of(located);
        assertThat(places.peers()).containsExactlyInAnyOrderElementsOf(firstTwo);
        for (Places.Place place : places.list())
            assertThat(place.peer())
                    .isEqualTo(located.get(place.function() - 1).get(place.successor() ? 1 : 0));
    }

    private static List<List<PeerId>> located(int count, int functions, SplittableRandom random) {
        List<PeerId> ring = new ArrayList<>();
        for (int i = 0; i < count; i++)
            ring.add(new PeerId(Hash.of(Bytes.utf8("" + random.nextLong()))));
        ring.sort((a, b) -> a.position().compareTo(b.position()));
        List<List<PeerId>> located = new ArrayList<>();
        for (int f = 0; f < functions; f++) {
            int start = random.nextInt(count);
            List<PeerId> list = new ArrayList<>();
            for (int i = 0; i < Math.min(8, count); i++) list.add(ring.get((start + i) % count));
            located.add(list);
        }
        return located;
    }
}
