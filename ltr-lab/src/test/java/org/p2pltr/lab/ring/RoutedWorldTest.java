package org.p2pltr.lab.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.ring.RoutedSettings;
import org.p2pltr.sim.SimulatedPeer;

/** Whole routed rings in virtual time. Repeat one seed by running the test with that argument. */
class RoutedWorldTest {
    static LongStream seeds() {
        return LongStream.range(0, 10);
    }

    /** Peers that start at random times, one to eighty of them; all of them members at the end. */
    private static RoutedWorld ring(long seed) {
        RoutedWorld world = new RoutedWorld(seed, RoutedSettings.DEFAULT);
        SplittableRandom random = new SplittableRandom(seed);
        int size = 1 + random.nextInt(80);
        for (int i = 0; i < size; i++) {
            world.start();
            world.run(Duration.ofMillis(random.nextInt(200)));
        }
        world.simulation()
                .mustReach("all in", Duration.ofMinutes(5), () -> world.members().size() == size);
        return world;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void allWhoJoinAreInOrderAndAreFound(long seed) {
        RoutedWorld world = ring(seed);
        world.run(Duration.ofSeconds(10));
        assertThat(world.outOfOrder()).isZero();
        for (int i = 0; i < 100; i++) world.ask();
        world.run(Duration.ofSeconds(10));
        assertThat(world.score()).isEqualTo(new RoutedWorld.Score(100, 0, 0));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noLookupMissesAPeerWhileOthersJoinAndLeave(long seed) {
        RoutedWorld world = ring(seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 60; i++) {
            List<SimulatedPeer> members = world.members();
            if (random.nextBoolean() && members.size() > 2) world.leave(world.any(members));
            else world.start();
            for (int j = 0; j < 5; j++) {
                world.ask();
                world.run(Duration.ofMillis(random.nextInt(100)));
            }
        }
        world.run(Duration.ofSeconds(60));
        RoutedWorld.Score score = world.score();
        assertThat(score.wrong()).as("false lookup failures").isZero();
        assertThat(score.unanswered()).isZero();
        assertThat(world.outOfOrder()).isZero();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theRingClosesOverThoseWhoCrash(long seed) {
        RoutedWorld world = ring(seed);
        world.run(Duration.ofSeconds(10));
        List<SimulatedPeer> members = world.members();
        int crashes = members.size() / 5;
        for (int i = 0; i < crashes; i++) {
            List<SimulatedPeer> left = world.members();
            world.any(left).crash();
        }
        world.run(Duration.ofSeconds(60));
        assertThat(world.outOfOrder()).isZero();
        for (int i = 0; i < 100; i++) world.ask();
        world.run(Duration.ofSeconds(30));
        assertThat(world.score()).isEqualTo(new RoutedWorld.Score(100, 0, 0));
    }
}
