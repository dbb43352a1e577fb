package org.p2pltr.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.id.PeerId;
import org.p2pltr.sim.SimulationFailure;

/** The storms find a missing rule: without promises two patches get one timestamp. */
class MutationTest {
    private static final int MOST_SEEDS = 300;

    /** Accepts whatever ballot comes, as if nothing had been promised. */
    private static final class ForgetsPromises extends Acceptor {
        ForgetsPromises(PeerId self, Standing standing) {
            super(self, standing);
        }

        @Override
        Optional<GroupMessage.Why> refuses(Ballot ballot) {
            return super.refuses(ballot)
                    .filter(why -> !(why instanceof GroupMessage.Why.LowBallot));
        }
    }

    static Stream<Arguments> mutations() {
        return Stream.of(
                Arguments.of(
                        "forgets promises",
                        (BiFunction<PeerId, Standing, Acceptor>) ForgetsPromises::new));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutations")
    void aStormFindsTheMissingRule(String name, BiFunction<PeerId, Standing, Acceptor> acceptor) {
        long found = 0;
        for (long seed = 1; seed <= MOST_SEEDS && found == 0; seed++) {
            try {
                StormTest.storm(Story.with(3 + (int) (seed % 3), seed, acceptor), seed);
            } catch (SimulationFailure broken) {
                found = seed;
                assertThat(broken).hasMessageContaining("OneValidatedPatchPerTimestamp");
            }
        }
        assertThat(found).as("a seed that shows what '%s' breaks", name).isPositive();
    }
}
