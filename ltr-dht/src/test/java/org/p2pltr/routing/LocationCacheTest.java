package org.p2pltr.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.id.Arc;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.RingPosition;

class LocationCacheTest {
    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    private static Arc arcOf(RandomRing ring, int index) {
        int size = ring.peers.size();
        return new Arc(
                ring.peers.get((index + size - 1) % size).id().position(),
                ring.peers.get(index).id().position());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatWasFoundLastIsTrueAndTheRestIsNotContradicted(long seed) {
        RandomRing ring = new RandomRing(seed, 40);
        LocationCache cache = new LocationCache(1000);
        Map<Arc, PeerContact> model = new LinkedHashMap<>();
        for (int round = 0; round < 200; round++) {
            // Arcs from anyone to anyone else: rings of many different moments.
            PeerContact responsible = ring.anyone();
            PeerContact before = ring.anyone();
            if (before.equals(responsible)) continue;
            Arc arc = new Arc(before.id().position(), responsible.id().position());
            cache.found(arc, responsible);
            model.keySet().removeIf(old -> old.contains(arc.upTo()) || arc.contains(old.upTo()));
            model.put(arc, responsible);
            assertThat(cache.size()).isEqualTo(model.size());
            RingPosition asked = ring.anywhere();
            Optional<PeerContact> expected =
                    model.entrySet().stream()
                            .filter(each -> each.getKey().contains(asked))
                            .map(Map.Entry::getValue)
                            .findFirst();
            assertThat(cache.find(asked)).isEqualTo(expected);
        }
    }

    @Test
    void theArcUsedLongestAgoGivesWay() {
        RandomRing ring = new RandomRing(1, 10);
        LocationCache cache = new LocationCache(3);
        for (int i = 0; i < 3; i++) cache.found(arcOf(ring, i), ring.peers.get(i));
        assertThat(cache.find(ring.peers.get(0).id().position())).contains(ring.peers.get(0));
        cache.found(arcOf(ring, 3), ring.peers.get(3));
        assertThat(cache.size()).isEqualTo(3);
        assertThat(cache.find(ring.peers.get(1).id().position())).isEmpty();
        assertThat(cache.find(ring.peers.get(0).id().position())).contains(ring.peers.get(0));
    }

    @Test
    void whoDoesNotAnswerIsForgotten() {
        RandomRing ring = new RandomRing(2, 10);
        LocationCache cache = new LocationCache(10);
        for (int i = 0; i < 10; i++) cache.found(arcOf(ring, i), ring.peers.get(i));
        cache.forget(ring.peers.get(4).id());
        assertThat(cache.find(ring.peers.get(4).id().position())).isEmpty();
        assertThat(cache.size()).isEqualTo(9);
        assertThatThrownBy(() -> new LocationCache(0)).hasMessageContaining("0");
    }
}
