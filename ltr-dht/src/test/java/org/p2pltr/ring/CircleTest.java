package org.p2pltr.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.id.Arc;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;

class CircleTest {
    private static PeerId startingWith(String firstByte) {
        return new PeerId(new Hash(Bytes.hex(firstByte + "00".repeat(31))));
    }

    @Test
    void theFirstAtOrAfterThePositionIsResponsibleAlsoAcrossZero() {
        PeerId low = startingWith("10");
        PeerId middle = startingWith("7f");
        PeerId high = startingWith("f0");
        List<PeerId> live = List.of(low, middle, high);
        assertThat(Circle.responsible(middle.position(), live)).containsExactly(middle, high, low);
        assertThat(Circle.responsible(new RingPosition(0x7f00000000000001L), live))
                .containsExactly(high, low, middle);
        assertThat(Circle.responsible(new RingPosition(-1), live))
                .containsExactly(low, middle, high);
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nobodyLiesBetweenThePositionAndItsResponsible(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<PeerId> live = new ArrayList<>();
        int size = 1 + random.nextInt(50);
        for (int i = 0; i < size; i++) live.add(new PeerId(Hash.of(Bytes.utf8(seed + "/" + i))));
        RingPosition position = new RingPosition(random.nextLong());
        List<PeerId> found = Circle.responsible(position, live);
        assertThat(found)
                .hasSize(Math.min(size, RingNotice.Located.MAX_PEERS))
                .doesNotHaveDuplicates();
        RingPosition before = new RingPosition(position.value() - 1);
        for (PeerId next : found) {
            RingPosition after = before;
            assertThat(
                            live.stream()
                                    .filter(peer ->
                                            new Arc(after, next.position())
                                                    .contains(peer.position())))
                    .containsExactly(next);
            before = next.position();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theDigestIsThatOfTheSetAndOfNothingElse(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Introduction> known =
                new ArrayList<>(
                        IntStream.range(0, 1 + random.nextInt(20))
                                .mapToObj(i -> peer(i, "h", 1, "n", 1))
                                .toList());
        long digest = Circle.digest(known);
        int changed = random.nextInt(known.size());
        for (Introduction other :
                List.of(
                        peer(changed, "i", 1, "n", 1),
                        peer(changed, "h", 2, "n", 1),
                        peer(changed, "h", 1, "m", 1),
                        peer(changed, "h", 1, "n", 2),
                        peer(99, "h", 1, "n", 1))) {
            List<Introduction> differs = new ArrayList<>(known);
            differs.set(changed, other);
            assertThat(Circle.digest(differs)).isNotEqualTo(digest);
        }
        Collections.reverse(known);
        assertThat(Circle.digest(known)).isEqualTo(digest);
        assertThat(Circle.digest(known.subList(1, known.size()))).isNotEqualTo(digest);
    }

    private static Introduction peer(int id, String host, int port, String name, long life) {
        PeerId peer = new PeerId(Hash.of(Bytes.utf8("peer " + id)));
        return new Introduction(new PeerContact(peer, new PeerAddress(host, port)), name, life);
    }
}
