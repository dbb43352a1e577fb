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

/** Timestamps are not given by one peer alone (master-group.md §9, step 4). */
class SpreadTest {
    private static final int CELLS = 64;

    static LongStream seeds() {
        return LongStream.range(1, 9);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theFirstLiveMemberOfEachNewGroupTakesOver(long seed) {
        Story story = Story.of(3, seed, 3, CELLS);
        if (seed % 2 == 0) {
            story.simulation.network().faults(NetworkFaults.NONE);
            for (SimulatedPeer peer : story.simulation.peers()) peer.disk().speed(DiskSpeed.SLOW);
        }
        story.untilGroupsHave(3);
        story.runFor(Duration.ofSeconds(20));
        int first = 0;
        for (SimulatedPeer peer : story.simulation.peers()) {
            List<Session> sessions =
                    List.copyOf(peer.role(MasterGroups.class).cells().sessions().values());
            assertThat(sessions).as("cells mastered by %s", peer).isNotEmpty();
            for (Session session : sessions)
                if (session.config().members().getFirst().equals(peer.id())) first++;
        }
        assertThat(first).as("cells mastered by their first member").isEqualTo(CELLS);
    }
}
