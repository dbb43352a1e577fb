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
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.sim.Ask;
import org.p2pltr.sim.NetworkFaults;

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
        RingNet net = new RingNet(seed, settings);
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
        List<PeerId> expected = alive.stream().map(net::id).sorted().toList();
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
        // A larger ring knows its neighbours.
        if (size <= RoutedSettings.DEFAULT.successors() + 1) assertAllSee(net, upTo(size));
        var request =
                new RingRequest.LookupAsked(new RingPosition(net.simulation.random().nextLong()));
        RingReply.Responsible first = net.peer(0).lookup(request);
        assertThat(first.peers()).hasSize(Math.min(size, RingNotice.Located.MAX_PEERS));
        for (int number : upTo(size)) {
            RingReply.Responsible here = net.peer(number).lookup(request);
            assertThat(here.peers().getFirst()).isEqualTo(first.peers().getFirst());
            assertThat(here.peers()).hasSameSizeAs(first.peers());
            assertThat(here.path()).startsWith(net.id(number)).endsWith(here.peers().getFirst());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aCrashIsSuspectedByAllInTimeAndARestartNeedsNoAddress(long seed) {
        RingNet net = ring(5, seed);
        net.run(Duration.ofSeconds(5));
        net.peer(2).machine.crash();
        net.run(Duration.ofMillis(6500));
        assertAllSee(net, List.of(0, 1, 3, 4));
        for (int number : List.of(0, 1, 3, 4)) {
            assertThat(net.peer(number).notices)
                    .contains(new RingNotice.PeerSuspected(net.id(2)))
                    .endsWith(new RingNotice.RingChanged());
            assertThat(net.peer(number).known(2).state()).isEqualTo(KnownPeer.State.SUSPECTED);
            net.peer(number).notices.clear();
        }
        net.start(2);
        net.run(Duration.ofSeconds(3));
        assertAllSee(net, upTo(5));
        for (int number : List.of(0, 1, 3, 4)) {
            assertThat(net.peer(number).known(2).incarnation()).isEqualTo(2);
            assertThat(net.peer(number).notices)
                    .containsExactly(
                            new RingNotice.PeerHeard(net.id(2)), new RingNotice.RingChanged());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void thePartsOfASplitRingGoOnAndMergeAfterIt(long seed) {
        RingNet net = ring(5, seed);
        net.run(Duration.ofSeconds(5));
        net.simulation.network().partition(List.of(net.machines(0, 2), net.machines(2, 5)));
        net.run(Duration.ofMinutes(5));
        assertThat(net.peer(0).view()).hasSize(2);
        assertThat(net.peer(4).view()).hasSize(3);
        // A newcomer of one part: the other part hears of it only afterwards.
        net.start(5);
        net.simulation.network().partition(List.of(net.machines(0, 2), net.machines(2, 6)));
        net.peer(5).ask(new RingRequest.JoinAsked(RingNet.address(4)));
        net.run(Duration.ofSeconds(10));
        net.peer(0).notices.clear();
        net.simulation.network().heal();
        net.run(SETTLED);
        assertAllSee(net, upTo(6));
        for (int number : List.of(2, 3, 4, 5)) {
            assertThat(net.peer(0).notices).contains(new RingNotice.PeerHeard(net.id(number)));
        }
        assertThat(net.peer(0).notices).contains(new RingNotice.RingChanged());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aSplitLongerThanTheMemoryStillHeals(long seed) {
        RingNet net = ring(5, seed, FORGETFUL);
        net.run(Duration.ofSeconds(5));
        net.simulation.network().partition(List.of(net.machines(0, 2), net.machines(2, 5)));
        net.run(Duration.ofMinutes(25));
        assertThat(net.peer(4).known()).as("the larger part forgot").hasSize(3);
        assertThat(net.peer(0).known()).as("the smaller part did not").hasSize(5);
        net.simulation.network().heal();
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
        Ask join = net.peer(1).ask(new RingRequest.JoinAsked(RingNet.address(11)));
        net.run(Duration.ofSeconds(5));
        assertThat(join.reply()).contains(new RingReply.Joined(RingNet.address(11), net.id(11)));
        assertAllSee(net, List.of(0, 1, 10, 11));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoLeavesIsGoneAtOnceAndWelcomeAgain(long seed) {
        RingNet net = ring(4, seed);
        net.run(Duration.ofSeconds(5));
        Ask leave = net.peer(3).ask(new RingRequest.LeaveAsked());
        net.run(Duration.ofSeconds(2));
        assertThat(leave.reply()).contains(new RingReply.Left());
        assertAllSee(net, upTo(3));
        assertThat(net.peer(0).known(3).state()).isEqualTo(KnownPeer.State.LEFT);
        assertThat(net.peer(0).notices).contains(new RingNotice.PeerSuspected(net.id(3)));
        net.run(SETTLED);
        assertThat(net.peer(0).known(3).state()).isEqualTo(KnownPeer.State.LEFT);
        net.peer(3).machine.crash();
        net.start(3);
        net.run(Duration.ofSeconds(3));
        assertAllSee(net, upTo(4));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void underLossDoublingAndOvertakingTheViewConverges(long seed) {
        RingNet net = new RingNet(seed);
        SplittableRandom random = new SplittableRandom(seed);
        net.simulation.network().faults(NetworkFaults.BAD.withLoss(0.1).withDuplication(0.1));
        net.start(0);
        for (int number = 1; number < 8; number++) net.start(number, random.nextInt(number));
        net.run(Duration.ofSeconds(20));
        for (int step = 0; step < 6; step++) {
            int number = random.nextInt(8);
            if (net.peer(number).machine.isUp()) net.peer(number).machine.crash();
            else net.start(number);
            net.run(Duration.ofMillis(random.nextInt(8000)));
        }
        net.run(SETTLED);
        net.simulation.network().faults(NetworkFaults.NONE);
        net.run(Duration.ofSeconds(10));
        assertAllSee(net, net.running());
    }

    @Test
    void anAddressIsCalledUntilItsPeerIsThere() {
        RingNet net = new RingNet(1);
        net.start(1, 0);
        Ask join = net.peer(1).ask(new RingRequest.JoinAsked(RingNet.address(7)));
        net.run(Duration.ofSeconds(60));
        assertThat(join.reply()).contains(new RingReply.NoAnswer(RingNet.address(7)));
        net.start(0);
        net.run(Duration.ofSeconds(31));
        assertAllSee(net, List.of(0, 1));
    }

    @Test
    void aDeadPeerIsForgottenByAllAndStaysForgotten() {
        RingNet net = ring(4, 1, FORGETFUL);
        net.run(Duration.ofSeconds(5));
        net.peer(3).machine.crash();
        net.run(Duration.ofMinutes(5));
        // A restart begins the silence anew: this peer remembers longer than the others.
        net.peer(0).machine.crash();
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
        assertThat(seen.roundTrip()).isBetween(Duration.ofMillis(1), Duration.ofMillis(40));
        assertThat(seen.heardAgo()).isLessThan(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aPeerThatSleptDoesNotBlameTheOthers(long seed) {
        RingNet net = ring(3, seed);
        net.run(Duration.ofSeconds(5));
        net.peer(0).notices.clear();
        net.peer(0).machine.pause();
        net.run(Duration.ofSeconds(60));
        assertThat(net.peer(1).known(0).state()).isEqualTo(KnownPeer.State.SUSPECTED);
        net.peer(0).machine.resume();
        net.run(Duration.ofSeconds(31));
        assertThat(net.peer(0).notices).isEmpty();
        assertAllSee(net, upTo(3));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whenAllHaveLeftTheyStillFindEachOtherAgain(long seed) {
        RingNet net = ring(3, seed);
        net.run(Duration.ofSeconds(5));
        for (int number : upTo(3)) net.peer(number).ask(new RingRequest.LeaveAsked());
        net.run(Duration.ofSeconds(3));
        for (int number : upTo(3)) net.peer(number).machine.crash();
        for (int number : upTo(3)) net.start(number);
        net.run(Duration.ofSeconds(35));
        assertAllSee(net, upTo(3));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void silenceInOneDirectionIsBelievedByTheDeafOneOnly(long seed) {
        RingNet net = ring(3, seed);
        net.run(Duration.ofSeconds(5));
        net.simulation.network().cut(net.peer(1).machine, net.peer(0).machine);
        net.run(Duration.ofSeconds(7));
        // Another one still hears it: that could be one bad line, so it is given more time.
        assertThat(net.peer(0).known(1).state()).isEqualTo(KnownPeer.State.ALIVE);
        net.run(Duration.ofSeconds(6));
        assertThat(net.peer(0).known(1).state()).isEqualTo(KnownPeer.State.SUSPECTED);
        assertThat(net.peer(1).known(0).state()).isEqualTo(KnownPeer.State.ALIVE);
        assertThat(net.peer(2).known(1).state()).isEqualTo(KnownPeer.State.ALIVE);
    }
}
