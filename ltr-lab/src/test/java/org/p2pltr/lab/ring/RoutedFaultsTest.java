package org.p2pltr.lab.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small routed rings under loss, partitions, crashes, restarts, joins and leaves. Repeat one seed
 * by running the test with that argument.
 */
class RoutedFaultsTest {
    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theRingIsOneAgainAndEachLookupNamedOneWhoWasResponsible(long seed) {
        RoutedFaults faults = new RoutedFaults(seed);
        faults.happen();
        faults.pass();
        assertThat(faults.world().broken()).as("ring of seed %d", seed).isEmpty();
        assertThat(faults.wrong()).as("lookups of seed %d", seed).isEmpty();
        assertThat(faults.quiet()).isEqualTo(new RoutedWorld.Score(20, 0, 0));
    }
}
