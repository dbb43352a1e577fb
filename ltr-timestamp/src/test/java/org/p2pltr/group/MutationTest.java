package org.p2pltr.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Storms over groups with a missing rule. */
class MutationTest {
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
        "NO_EXPECTED_TS, 1",
        "PARALLEL_PUT, 38",
        "READ_NO_CONFIRM, 42"
    })
    void aStormFindsTheMissingRule(Mutation mutation, long seed) {
        Throwable broken =
                catchThrowable(() ->
                        StormTest.storm(
                                Story.with(3 + (int) (seed % 3), seed, mutation.rules()), seed));
        assertThat(broken).as("what %s breaks", mutation).isInstanceOf(AssertionError.class);
    }
}
