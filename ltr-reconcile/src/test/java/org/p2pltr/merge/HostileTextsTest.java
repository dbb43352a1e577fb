package org.p2pltr.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.diff.Diff;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.Change;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.StateChange;
import org.p2pltr.text.Text;

/**
 * Texts made to hurt: of the largest size a save may have, and nothing in them that tells one place
 * from another.
 */
class HostileTextsTest {
    private static final int UNITS = 1 << 20;

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("one line of words", "some words and no end "),
                Arguments.of("one word", "a"),
                Arguments.of("empty lines", "\n"),
                Arguments.of("emoji", "😀"),
                Arguments.of("accents", "\u0301"),
                Arguments.of("LF and CRLF", "a\r\nb\n"),
                Arguments.of("NUL and bidi", "\u0000\u202e"),
                Arguments.of("fences", "```\n"),
                Arguments.of("list items", "- \n"),
                Arguments.of("full stops", ". "));
    }

    /**
     * A quadratic step anywhere would take hours here; the limit only tells that apart from a busy
     * machine.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    @Timeout(30)
    void differAndMergeInNearLinearTime(String name, String atom) {
        Text base = Text.of(atom.repeat(UNITS / atom.length() / 2));
        Text theirs = spliced(base, 40, "theirs");
        Text mine = spliced(base, 90, "mine");
        Change change = Diff.between(base, theirs);
        assertThat(change.apply(base).equals(theirs)).isTrue();

        var state = new DocumentState(base, Attributes.NONE);
        StateChange theirChange = Diff.between(state, new DocumentState(theirs, Attributes.NONE));
        StateChange myChange = Diff.between(state, new DocumentState(mine, Attributes.NONE));
        Merge merge = ReconciliationEngine.standard().reconcile(state, theirChange, myChange);
        String merged = merge.mineOnTheirs().apply(theirChange.apply(state)).text().string();
        for (int i = 1; i < 40; i++) assertThat(merged.contains(" theirs" + i + " ")).isTrue();
        for (int i = 1; i < 90; i++) assertThat(merged.contains(" mine" + i + " ")).isTrue();
    }

    /** The text with {@code parts - 1} words put in at even distances. */
    private static Text spliced(Text text, int parts, String word) {
        StringBuilder spliced = new StringBuilder();
        int position = 0;
        for (int i = 1; i < parts; i++) {
            int next = text.length() / parts * i / 2 * 2;
            spliced.append(text, position, next).append(' ').append(word).append(i).append(' ');
            position = next;
        }
        return Text.of(spliced.append(text, position, text.length()).toString());
    }
}
