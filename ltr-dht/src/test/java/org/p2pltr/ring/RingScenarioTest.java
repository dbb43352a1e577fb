package org.p2pltr.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;

/** Whole rings in virtual time. Repeat one seed by running the test with that argument. */
class RingScenarioTest {
    /** Long enough for suspicion and for the slowest retry after it. */
    private static final Duration SETTLED = Duration.ofSeconds(40);

    /** Forgets after twenty minutes rather than a day, which would take long to simulate. */
    private static final RingSettings FORGETFUL =
            RingSettings.DEFAULT.forgettingAfter(Duration.ofMinutes(20));

    static Stream<Arguments> sizesAndSeeds() {
        return Stream.of(1, 2, 3, 10, 50)
                .flatMap(size ->
                        LongStream.range(0, size == 50 ? 3 : 20)
                                .mapToObj(seed -> Arguments.of(size, seed)));
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    /** Peers 0 to size-1, started at random times, each joining through a random one before it. */
    private static RingNet ring(int size, long seed) {
        return ring(size, seed, RingSettings.DEFAULT);
    }

    private static RingNet ring(int size, long seed, RingSettings settings) {
        RingNet net = new RingNet(seed);
        net.settings = settings;
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        for (int i = size - 1; i > 0; i--) {
            order.set(i, order.set(random.nextInt(i + 1), order.get(i)));
        }
        for (int i = 0; i < size; i++) {
            if (i == 0) net.start(order.getFirst());
            else net.start(order.get(i), order.get(random.nextInt(i)));
            net.run(Duration.ofMillis(random.nextInt(300)));
        }
        return net;
    }

    private static void assertAllSee(RingNet net, List<Integer> alive) {
        List<PeerId> expected = alive.stream().map(RingNet::id).sorted().toList();
        for (int number : alive) {
            assertThat(net.peer(number).view()).as("view of %d", number).isEqualTo(expected);
        }
    }

    private static List<Integer> upTo(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("sizesAndSeeds")
    void allWhoJoinHaveTheSameViewAndAnswerLookupsAlike(int size, long seed) {
        RingNet net = ring(size, seed);
        net.run(Duration.ofSeconds(5));
        assertAllSee(net, upTo(size));
        RingPosition position = new RingPosition(new SplittableRandom(seed).nextLong());
        RingReply.Responsible first = lookup(net, 0, position);
        assertThat(first.peers()).hasSize(Math.min(size, RingNotice.Located.MAX_PEERS));
        for (int number : upTo(size)) {
            RingReply.Responsible here = lookup(net, number, position);
            assertThat(here.peers()).isEqualTo(first.peers());
            assertThat(here.path())
                    .startsWith(RingNet.id(number))
                    .endsWith(here.peers().getFirst());
        }
    }

    private static RingReply.Responsible lookup(RingNet net, int peer, RingPosition position) {
        return net.peer(peer)
                .askNow(new RingRequest.LookupAsked(position), RingReply.Responsible.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aCrashIsSuspectedByAllInTimeAndARestartNeedsNoAddress(long seed) {
        RingNet net = ring(5, seed);
        net.run(Duration.ofSeconds(5));
        net.peer(2).crash();
        net.run(Duration.ofMillis(6500));
        assertAllSee(net, List.of(0, 1, 3, 4));
        for (int number : List.of(0, 1, 3, 4)) {
            assertThat(net.peer(number).notices)
                    .contains(new RingNotice.PeerSuspected(RingNet.id(2)))
                    .endsWith(new RingNotice.RingChanged());
            assertThat(net.peer(number).known(2).state()).isEqualTo(KnownPeer.State.SUSPECTED);
            net.peer(number).notices.clear();
        }
        net.start(2, new PeerAddress("elsewhere", 7500));
        net.run(Duration.ofSeconds(3));
        assertAllSee(net, upTo(5));
        for (int number : List.of(0, 1, 3, 4)) {
            assertThat(net.peer(number).known(2).contact().address().host()).isEqualTo("elsewhere");
            assertThat(net.peer(number).known(2).incarnation()).isEqualTo(2);
            assertThat(net.peer(number).notices)
                    .containsExactly(
                            new RingNotice.PeerHeard(RingNet.id(2)), new RingNotice.RingChanged());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void thePartsOfASplitRingGoOnAndMergeAfterIt(long seed) {
        RingNet net = ring(5, seed);
        net.run(Duration.ofSeconds(5));
        net.reaches = (from, to) -> (from < 2) == (to < 2);
        net.run(Duration.ofMinutes(5));
        assertThat(net.peer(0).view()).hasSize(2);
        assertThat(net.peer(4).view()).hasSize(3);
        net.start(5, 4);
        net.run(Duration.ofSeconds(3));
        net.reaches = (_, _) -> true;
        net.run(SETTLED);
        assertAllSee(net, upTo(6));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aSplitLongerThanTheMemoryStillHeals(long seed) {
        RingNet net = ring(5, seed, FORGETFUL);
        net.run(Duration.ofSeconds(5));
        net.reaches = (from, to) -> (from < 2) == (to < 2);
        net.run(Duration.ofMinutes(25));
        assertThat(net.peer(4).known()).as("the larger part forgot").hasSize(3);
        assertThat(net.peer(0).known()).as("the smaller part did not").hasSize(5);
        net.reaches = (_, _) -> true;
        net.run(SETTLED);
        assertAllSee(net, upTo(5));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void twoRingsThatFormedApartMergeThroughOneWhoKnowsBoth(long seed) {
        RingNet net = new RingNet(seed);
        net.start(0);
        net.start(1, 0);
        net.start(10);
        net.start(11, 10);
        net.run(Duration.ofSeconds(5));
        List<RingReply> replies = new ArrayList<>();
        net.peer(1).ask(new RingRequest.JoinAsked(RingNet.address(11)), replies::add);
        net.run(Duration.ofSeconds(5));
        assertThat(replies)
                .containsExactly(new RingReply.Joined(RingNet.address(11), RingNet.id(11)));
        assertAllSee(net, List.of(0, 1, 10, 11));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoLeavesIsGoneAtOnceAndWelcomeAgain(long seed) {
        RingNet net = ring(4, seed);
        net.run(Duration.ofSeconds(5));
        List<RingReply> replies = new ArrayList<>();
        net.peer(3).ask(new RingRequest.LeaveAsked(), replies::add);
        net.run(Duration.ofSeconds(2));
        assertThat(replies).containsExactly(new RingReply.Left());
        assertAllSee(net, upTo(3));
        assertThat(net.peer(0).known(3).state()).isEqualTo(KnownPeer.State.LEFT);
        assertThat(net.peer(0).notices).contains(new RingNotice.PeerSuspected(RingNet.id(3)));
        net.run(SETTLED);
        assertThat(net.peer(0).known(3).state()).isEqualTo(KnownPeer.State.LEFT);
        net.peer(3).crash();
        net.start(3);
        net.run(Duration.ofSeconds(3));
        assertAllSee(net, upTo(4));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void underLossDoublingAndOvertakingTheViewConverges(long seed) {
        RingNet net = new RingNet(seed);
        SplittableRandom random = new SplittableRandom(seed);
        net.loss = 0.1;
        net.start(0);
        for (int number = 1; number < 8; number++) net.start(number, random.nextInt(number));
        net.run(Duration.ofSeconds(20));
        for (int step = 0; step < 6; step++) {
            int number = random.nextInt(8);
            if (net.peer(number).isRunning()) net.peer(number).crash();
            else net.start(number);
            net.run(Duration.ofMillis(random.nextInt(8000)));
        }
        net.run(SETTLED);
        net.loss = 0;
        net.run(Duration.ofSeconds(10));
        List<Integer> alive = net.running().stream().map(peer -> peer.number).toList();
        assertAllSee(net, alive);
    }

    @Test
    void anAddressIsCalledUntilItsPeerIsThere() {
        RingNet net = new RingNet(1);
        net.start(1, 0);
        List<RingReply> replies = new ArrayList<>();
        net.peer(1).ask(new RingRequest.JoinAsked(RingNet.address(7)), replies::add);
        net.run(Duration.ofSeconds(60));
        assertThat(replies).containsExactly(new RingReply.NoAnswer(RingNet.address(7)));
        net.start(0);
        net.run(Duration.ofSeconds(31));
        assertAllSee(net, List.of(0, 1));
    }

    @Test
    void aDeadPeerIsForgottenByAllAndStaysForgotten() {
        RingNet net = ring(4, 1, FORGETFUL);
        net.run(Duration.ofSeconds(5));
        net.peer(3).crash();
        net.run(Duration.ofMinutes(5));
        // A restart begins the silence anew: this peer remembers longer than the others.
        net.peer(0).crash();
        net.start(0);
        net.run(Duration.ofMinutes(16));
        assertThat(net.peer(0).known()).hasSize(4);
        assertThat(net.peer(1).known()).hasSize(3);
        net.run(Duration.ofMinutes(6));
        for (int number : upTo(3)) assertThat(net.peer(number).known()).hasSize(3);
    }

    @Test
    void roundTripsAreMeasuredAndNamesTravel() {
        RingNet net = ring(3, 1);
        net.run(Duration.ofSeconds(10));
        KnownPeer seen = net.peer(0).known(2);
        assertThat(seen.name()).isEqualTo("peer 2");
        assertThat(seen.roundTrip()).isBetween(Duration.ofMillis(2), Duration.ofMillis(800));
        assertThat(seen.heardAgo()).isLessThan(Duration.ofSeconds(2));
    }
}
