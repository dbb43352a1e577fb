package org.p2pltr.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;

class ReconfigurationTest {
    private static final List<PeerId> PEERS =
            IntStream.range(0, 9)
                    .mapToObj(i -> new PeerId(Hash.of(Bytes.utf8("peer " + i))))
                    .toList();
    private static final List<PeerId> NOBODY = List.of();

    private static List<PeerId> peers(int... numbers) {
        return IntStream.of(numbers).mapToObj(PEERS::get).toList();
    }

    private static Reconfiguration rule(int size, List<PeerId> ring, List<PeerId> dead) {
        return new Reconfiguration(size, ring, dead::contains);
    }

    @Test
    void oneGrowsToThreeInOneStep() {
        assertThat(rule(3, peers(0, 1), NOBODY).after(peers(0))).isEqualTo(peers(0));
        assertThat(rule(3, peers(0, 1, 2), NOBODY).after(peers(0))).isEqualTo(peers(0, 1, 2));
    }

    @Test
    void aSilentMemberIsReplacedOnlyOnceItIsLongDead() {
        List<PeerId> ring = peers(0, 2, 3, 4);
        assertThat(rule(3, ring, NOBODY).after(peers(0, 1, 2))).isEqualTo(peers(0, 1, 2));
        assertThat(rule(3, ring, peers(1)).after(peers(0, 1, 2))).isEqualTo(peers(0, 2, 3));
    }

    @Test
    void withTwoLivePeersTheMembersStay() {
        assertThat(rule(3, peers(0, 1), peers(2)).after(peers(0, 1, 2))).isEqualTo(peers(0, 1, 2));
    }

    @Test
    void aGroupOfFiveShrinksToThreeWhenTwoAreLongDeadAndNobodyIsLeft() {
        List<PeerId> after = rule(5, peers(0, 1, 2), peers(3, 4)).after(peers(0, 1, 2, 3, 4));
        assertThat(after).isEqualTo(peers(0, 1, 2));
    }

    @Test
    void aNearerPeerTakesThePlaceOfTheFarthestMember() {
        assertThat(rule(3, peers(5, 0, 1, 2), NOBODY).after(peers(0, 1, 2)))
                .isEqualTo(peers(0, 1, 5));
    }

    @Test
    void whoLeavesIsReplacedOrTheGroupShrinks() {
        assertThat(rule(3, peers(0, 1, 2, 3), NOBODY).without(PEERS.get(1), peers(0, 1, 2)))
                .isEqualTo(peers(0, 2, 3));
        assertThat(rule(3, peers(0, 1, 2), NOBODY).without(PEERS.get(1), peers(0, 1, 2)))
                .isEqualTo(peers(0));
        assertThat(rule(3, peers(0), NOBODY).without(PEERS.get(0), peers(0))).isEmpty();
    }

    static LongStream seeds() {
        return LongStream.range(0, 2000);
    }

    /** Whatever the ring says: never an even group, never one without a survivor of the old one. */
    @ParameterizedTest
    @MethodSource("seeds")
    void someMemberAlwaysStaysAndOneStepFollowsAnotherToAnEnd(long seed) {
        var random = new SplittableRandom(seed);
        List<PeerId> ring = some(random, 3 + random.nextInt(6));
        List<PeerId> members = some(random, random.nextBoolean() ? 1 : 3);
        List<PeerId> dead = members.stream().filter(each -> !ring.contains(each)).toList();
        if (dead.size() == members.size()) return;
        for (int step = 0; step < 10; step++) {
            List<PeerId> before = members;
            List<PeerId> next = rule(3, ring, dead).after(before);
            if (next.equals(before)) break;
            assertThat(next.size() % 2).as("members of %s", next).isOne();
            assertThat(next).anyMatch(before::contains).doesNotHaveDuplicates();
            members = next;
            assertThat(step).as("steps").isLessThan(9);
        }
        assertThat(new TreeSet<>(members)).isEqualTo(new TreeSet<>(ring.subList(0, 3)));
    }

    private static List<PeerId> some(SplittableRandom random, int count) {
        List<PeerId> rest = new ArrayList<>(PEERS);
        List<PeerId> some = new ArrayList<>();
        for (int i = 0; i < count; i++) some.add(rest.remove(random.nextInt(rest.size())));
        return some;
    }
}
