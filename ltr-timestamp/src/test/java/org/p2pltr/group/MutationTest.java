package org.p2pltr.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.PatchId;
import org.p2pltr.env.Signer;
import org.p2pltr.id.NetworkId;
import org.p2pltr.id.PeerId;

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

    /** NO_PATCHID: an author that was not answered publishes again what it finds in the log. */
    private static final class Careless extends Author {
        Careless(
                Desk desk,
                Signer signer,
                NetworkId network,
                FakeLog.Shelf shelf,
                List<PeerId> everybody,
                Map<DocumentKey, Long> floors) {
            super(desk, signer, network, shelf, everybody, floors);
        }

        @Override
        void found(List<PatchId> waiting, PatchEntry entry) {}
    }

    @Test
    void aStormFindsAPatchPublishedTwice() {
        assertThatThrownBy(() ->
                        LongStream.range(1, MOST_SEEDS)
                                .forEach(seed ->
                                        StormTest.storm(Story.with(3, seed, Careless::new), seed)))
                .hasStackTraceContaining("ExactlyOnce");
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
