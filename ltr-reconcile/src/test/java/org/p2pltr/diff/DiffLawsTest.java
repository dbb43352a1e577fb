package org.p2pltr.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.text.Change;
import org.p2pltr.text.Changes;
import org.p2pltr.text.Laws;
import org.p2pltr.text.Text;
import org.p2pltr.text.Texts;

/** What holds between any two texts. */
class DiffLawsTest {
    static LongStream seeds() {
        return Laws.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theDifferenceOfUnrelatedTextsLeadsFromOneToTheOther(long seed) {
        var random = new SplittableRandom(seed);
        Text old = Texts.any(random);
        Text now = Texts.any(random);
        assertThat(Diff.between(old, now).apply(old)).isEqualTo(now);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theDifferenceOfAnEditedTextLeadsFromOneToTheOther(long seed) {
        var random = new SplittableRandom(seed);
        Text old = Texts.any(random);
        Text now = Changes.on(old, random).apply(old);
        Change found = Diff.between(old, now);
        assertThat(found.apply(old)).isEqualTo(now);
        assertThat(found.invert(old).apply(now)).isEqualTo(old);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void betweenEqualTextsNothingDiffers(long seed) {
        Text text = Texts.any(new SplittableRandom(seed));
        assertThat(Diff.between(text, text).isIdentity()).isTrue();
    }
}
