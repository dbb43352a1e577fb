package org.p2pltr.wiki.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.p2pltr.diff.Comparison;
import org.p2pltr.text.Text;

class DiffScreenTest {
    @Test
    void aChangedLineStandsBesideItsNewForm() {
        DiffScreen screen = screen("a\nthe red cat\nz\n", "a\nthe blue cat\nz\n", false);
        DiffScreen.Line line =
                screen.lines().stream()
                        .filter(l -> l.left().look().equals("gone"))
                        .findFirst()
                        .orElseThrow();
        assertThat(line.left().number()).isEqualTo("2 −");
        assertThat(line.left().words()).contains(new Words("gone", "red"));
        assertThat(line.right().number()).isEqualTo("2 +");
        assertThat(line.right().words()).contains(new Words("came", "blue"));
    }

    @Test
    void inlineShowsAChangedLineOnce() {
        DiffScreen screen = screen("the red cat\n", "the blue cat\n", true);
        assertThat(screen.lines()).hasSize(1);
        assertThat(screen.lines().getFirst().right().words())
                .containsSubsequence(new Words("gone", "red"), new Words("came", "blue"))
                .first()
                .isEqualTo(new Words("same", "the "));
    }

    @Test
    void linesBetweenAreToldAsAFold() {
        String kept = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        DiffScreen screen = screen("x\n" + kept + "y\n", "u\n" + kept + "v\n", false);
        assertThat(screen.lines())
                .filteredOn(line -> !line.fold().isEmpty())
                .extracting(DiffScreen.Line::fold)
                .containsExactly("5 lines without change");
    }

    @Test
    void anAddedLineHasNothingBesideIt() {
        DiffScreen screen = screen("a\n", "a\nb\n", false);
        DiffScreen.Line line = screen.lines().getLast();
        assertThat(line.left()).isEqualTo(DiffScreen.Side.NONE);
        assertThat(line.right().look()).isEqualTo("came");
    }

    @Test
    void equalTextsHaveNoLines() {
        assertThat(screen("a\nb\n", "a\nb\n", false).lines()).isEmpty();
    }

    /** Whatever the texts: each side, read down, is that side's text. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void bothSidesReadAsTheirTexts(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 50; i++) {
            String old = text(random);
            String now = text(random);
            Comparison all = Comparison.between(Text.of(old), Text.of(now), 100);
            if (all.sections().isEmpty()) continue;
            DiffScreen side = DiffScreen.of(all, "", "", false);
            assertThat(side(side.lines(), true)).isEqualTo(old);
            assertThat(side(side.lines(), false)).isEqualTo(now);
            DiffScreen inline = DiffScreen.of(all, "", "", true);
            assertThat(inlineNow(inline.lines())).isEqualTo(now);
        }
    }

    private static String side(List<DiffScreen.Line> lines, boolean left) {
        return lines.stream()
                .map(line -> left ? line.left() : line.right())
                .filter(side -> !side.look().equals("none"))
                .map(side -> words(side, ""))
                .collect(Collectors.joining());
    }

    private static String inlineNow(List<DiffScreen.Line> lines) {
        return lines.stream()
                .map(DiffScreen.Line::right)
                .filter(side -> !side.number().matches("\\d+ [−↷]"))
                .map(side -> words(side, "gone"))
                .collect(Collectors.joining());
    }

    private static String words(DiffScreen.Side side, String without) {
        return side.words().stream()
                        .filter(w -> !w.kind().equals("where") && !w.kind().equals(without))
                        .map(Words::text)
                        .collect(Collectors.joining())
                + "\n";
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int lines = 1 + random.nextInt(8);
        for (int line = 0; line < lines; line++) {
            int words = 1 + random.nextInt(4);
            for (int word = 0; word < words; word++)
                text.append(word == 0 ? "" : " ").append("abcdef".charAt(random.nextInt(6)));
            text.append('\n');
        }
        return text.toString();
    }

    private static DiffScreen screen(String old, String now, boolean inline) {
        return DiffScreen.of(
                Comparison.between(Text.of(old), Text.of(now), 2), "old", "now", inline);
    }
}
