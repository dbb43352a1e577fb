package org.p2pltr.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A storm finds what each missing rule breaks. The seed that found it first is tried first; when
 * the groups' behaviour has changed since, another one finds it.
 */
class MutationTest {
    private static final long MOST_SEEDS = 2_000;

    @ParameterizedTest
    @CsvSource({
        "MINORITY, 1",
        "CPRIME_MINORITY, 10",
        "NO_FREEZE, 4",
        "BLANK_ANSWERS, 3",
        "IGNORE_NEXT_P1, 9",
        "EARLY_GC, 8",
        "FORGET_PROMISE, 1",
        "FORGET_ACCEPT, 6",
        "NO_RECOVER, 31",
        "NO_EXPECTED_TS, 2",
        "PARALLEL_PUT, 38",
        "READ_NO_CONFIRM, 42"
    })
    void aStormFindsTheMissingRule(Mutation mutation, long seed) {
        LongStream seeds = LongStream.concat(LongStream.of(seed), LongStream.range(1, MOST_SEEDS));
        assertThat(seeds.anyMatch(each -> breaks(mutation, each)))
                .as("a seed shows what %s breaks", mutation)
                .isTrue();
    }

    private static boolean breaks(Mutation mutation, long seed) {
        try {
            StormTest.storm(Story.with(3 + (int) (seed % 3), seed, mutation.rules()), seed);
            return false;
        } catch (AssertionError | IllegalArgumentException broken) {
            // The second is thrown by a register that would not be one chain of entries.
            return true;
        }
    }
}
