package org.p2pltr.lab.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.sim.NetworkFaults;
import org.p2pltr.sim.SimulatedPeer;
import org.p2pltr.sim.Simulation;

class FaultScheduleTest {
    private static final Duration END = Duration.ofSeconds(60);
    private static final int PEERS = 4;

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static FaultSchedule drawn(long seed) {
        return FaultSchedule.random(new SplittableRandom(seed), PEERS, END);
    }

    @Test
    void sameSeedSameSchedule() {
        assertThat(drawn(7)).isEqualTo(drawn(7)).isNotEqualTo(drawn(8));
    }

    @Test
    void everyKindOfFaultIsDrawn() {
        TreeSet<String> kinds = new TreeSet<>();
        seeds().forEach(seed -> {
            for (FaultSchedule each : List.of(drawn(seed), drawn(seed).withMajorityLost(PEERS)))
                each.faults().forEach(f -> kinds.add(f.fault().getClass().getSimpleName()));
        });
        assertThat(kinds).hasSize(Fault.class.getPermittedSubclasses().length);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whenAllIsHealedEverybodyHearsEverybody(long seed) {
        Simulation simulation = Simulation.seeded(seed);
        List<String> heard = new ArrayList<>();
        for (int i = 0; i < PEERS; i++)
            simulation.addPeer(
                    "p" + i,
                    setup ->
                            List.of(new Crier(setup.name(), PEERS, setup.address().port(), heard)));
        FaultPlayer player =
                new FaultPlayer(simulation, FaultPlayer.Moves.NONE).usual(NetworkFaults.NONE);
        player.play(drawn(seed));
        simulation.runFor(Duration.ofSeconds(40));
        player.healAll();
        heard.clear();
        // What was on its way on a slow link arrives first, as links keep their order.
        simulation.runFor(Duration.ofSeconds(20));
        assertThat(player.played()).isPositive();
        assertThat(simulation.peers()).allMatch(SimulatedPeer::isUp);
        assertThat(new TreeSet<>(heard)).hasSize(PEERS * (PEERS - 1));
    }
}
