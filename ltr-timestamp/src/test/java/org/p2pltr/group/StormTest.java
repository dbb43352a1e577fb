package org.p2pltr.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.sim.DiskSpeed;
import org.p2pltr.sim.NetworkFaults;
import org.p2pltr.sim.SimulatedPeer;

/** Random faults of every kind, safety after every event, and all is well once they end. */
class StormTest {
    private static final List<String> DOCUMENTS = List.of("Home", "News", "Help");

    static LongStream seeds() {
        long first = Long.getLong("ltr.seed", 1);
        return LongStream.range(first, first + Long.getLong("ltr.seeds", 60));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsLostDoubledOrReordered(long seed) {
        storm(Story.of(3 + (int) (seed % 3), seed), seed);
    }

    /** Sixty random things happen, then all heals. */
    static void storm(Story story, long seed) {
        var random = story.simulation.random();
        story.simulation.network().faults(seed % 4 == 0 ? NetworkFaults.NONE : NetworkFaults.BAD);
        for (int step = 0; step < 60; step++) {
            story.runFor(Duration.ofMillis(random.nextInt(1200)));
            List<SimulatedPeer> all = story.simulation.peers();
            SimulatedPeer peer = all.get(random.nextInt(all.size()));
            String document = DOCUMENTS.get(random.nextInt(DOCUMENTS.size()));
            // Newcomers change the groups in the middle of it all.
            if (step % 15 == 14 && all.size() < 6)
                story.join(String.valueOf((char) ('A' + all.size())));
            switch (random.nextInt(14)) {
                case 0 -> {
                    if (peer.isUp()) peer.crash();
                }
                case 1, 2 -> {
                    for (SimulatedPeer each : all) if (!each.isUp()) each.restart();
                }
                case 3 -> {
                    int cut = 1 + random.nextInt(all.size() - 1);
                    story.simulation
                            .network()
                            .partition(List.of(all.subList(0, cut), all.subList(cut, all.size())));
                }
                case 4, 5 -> story.simulation.network().heal();
                case 6 -> {
                    if (peer.isUp()) peer.pause();
                }
                case 7 -> {
                    for (SimulatedPeer each : all) if (each.isPaused()) each.resume();
                }
                case 8 -> story.read(peer.name(), document);
                case 9 -> peer.disk().speed(random.nextBoolean() ? DiskSpeed.SLOW : DiskSpeed.GOOD);
                case 10 -> story.simulation.network().isolate(peer);
                default -> story.write(peer.name(), document);
            }
        }
        story.simulation.network().faults(NetworkFaults.NONE);
        story.simulation.peers().forEach(each -> each.disk().speed(DiskSpeed.GOOD));
        story.endsWell();
        assertThat(story.safety.documents()).isNotEmpty();
    }
}
