package org.p2pltr.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every state of a document and every change of it. */
class StateLawsTest {
    static LongStream seeds() {
        return Laws.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void statesAndChangesComeBackFromTheirBytes(long seed) {
        var random = new SplittableRandom(seed);
        DocumentState before = States.any(random);
        StateChange change = States.change(before, random);
        assertThat(DocumentState.ofCanonicalBytes(before.canonicalBytes())).isEqualTo(before);
        assertThat(StateChangeCodec.decode(StateChangeCodec.encode(change))).isEqualTo(change);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void composeAndInvertWorkOnWholeStates(long seed) {
        var random = new SplittableRandom(seed);
        DocumentState before = States.any(random);
        StateChange first = States.change(before, random);
        DocumentState between = first.apply(before);
        StateChange next = States.change(between, random);
        assertThat(first.compose(next).apply(before)).isEqualTo(next.apply(between));
        assertThat(first.invert(before).apply(between)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void damagedBytesAreRefusedOrAnotherValueInItsOnlyForm(long seed) {
        var random = new SplittableRandom(seed);
        DocumentState before = States.any(random);
        byte[] bytes = StateChangeCodec.encode(States.change(before, random));
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        try {
            assertThat(StateChangeCodec.encode(StateChangeCodec.decode(bytes))).isEqualTo(bytes);
        } catch (MalformedChangeException refused) {
            assertThat(refused).hasMessageContaining("at byte");
        }
    }
}
