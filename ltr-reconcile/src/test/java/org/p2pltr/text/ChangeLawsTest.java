package org.p2pltr.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every change of every text. */
class ChangeLawsTest {
    static LongStream seeds() {
        return Laws.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void invertTakesBack(long seed) {
        var random = new SplittableRandom(seed);
        Text text = Texts.any(random);
        Change change = Changes.on(text, random);
        Change back = change.invert(text);
        assertThat(back.apply(change.apply(text))).isEqualTo(text);
        assertThat(back.invert(change.apply(text))).isEqualTo(change);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void composeDoesOneAfterTheOther(long seed) {
        var random = new SplittableRandom(seed);
        Text text = Texts.any(random);
        Change first = Changes.on(text, random);
        Change next = Changes.on(first.apply(text), random);
        assertThat(first.compose(next).apply(text)).isEqualTo(next.apply(first.apply(text)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void composeIsAssociative(long seed) {
        var random = new SplittableRandom(seed);
        Text text = Texts.any(random);
        Change a = Changes.on(text, random);
        Change b = Changes.on(a.apply(text), random);
        Change c = Changes.on(b.apply(a.apply(text)), random);
        assertThat(a.compose(b).compose(c)).isEqualTo(a.compose(b.compose(c)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void composeAllIsComposeOneByOne(long seed) {
        var random = new SplittableRandom(seed);
        Text text = Texts.any(random);
        List<Change> changes = new ArrayList<>();
        Change expected = Change.identity(text.length());
        Text now = text;
        for (int i = random.nextInt(9); i > 0; i--) {
            Change change = Changes.on(now, random);
            changes.add(change);
            now = change.apply(now);
            expected = expected.compose(change);
        }
        assertThat(Change.composeAll(text.length(), changes)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void bothOrdersGiveTheSameText(long seed) {
        var random = new SplittableRandom(seed);
        Text text = Texts.any(random);
        Change theirs = Changes.on(text, random);
        Change mine = Changes.on(text, random);
        Change mineAfterTheirs = mine.transform(theirs, Priority.SECOND);
        Change theirsAfterMine = theirs.transform(mine, Priority.FIRST);
        assertThat(theirs.compose(mineAfterTheirs)).isEqualTo(mine.compose(theirsAfterMine));
        assertThat(mineAfterTheirs.apply(theirs.apply(text)))
                .isEqualTo(theirsAfterMine.apply(mine.apply(text)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void hunksAndPartsSayTheSame(long seed) {
        var random = new SplittableRandom(seed);
        Text text = Texts.any(random);
        Change change = Changes.on(text, random);
        assertThat(Change.of(text.length(), change.hunks())).isEqualTo(change);
        assertThat(change.isIdentity()).isEqualTo(change.hunks().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void bytesComeBackAndHaveOneForm(long seed) {
        var random = new SplittableRandom(seed);
        Text text = Texts.any(random);
        Change change = Changes.on(text, random);
        byte[] bytes = ChangeCodec.encode(change);
        assertThat(ChangeCodec.decode(bytes)).isEqualTo(change);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        try {
            assertThat(ChangeCodec.encode(ChangeCodec.decode(bytes))).isEqualTo(bytes);
        } catch (MalformedChangeException refused) {
            assertThat(refused).hasMessageContaining("at byte");
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void mappedPositionsStayInOrderAndInside(long seed) {
        var random = new SplittableRandom(seed);
        Text text = Texts.any(random);
        Change change = Changes.on(text, random);
        int last = 0;
        for (int position = 0; position <= text.length(); position++) {
            int before = change.mapPosition(position, Bias.BEFORE);
            int after = change.mapPosition(position, Bias.AFTER);
            assertThat(before).isBetween(last, after);
            assertThat(after).isLessThanOrEqualTo(change.lengthAfter());
            last = before;
        }
    }
}
