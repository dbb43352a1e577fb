package org.p2pltr.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.text.Changes;
import org.p2pltr.text.Laws;
import org.p2pltr.text.Text;
import org.p2pltr.text.Texts;

class ComparisonTest {
    static LongStream seeds() {
        return Laws.seeds();
    }

    @Test
    void changedWordsAreMarkedInsideTheirLines() {
        assertThat(rows("one\nthe red cat\nthree\n", "one\nthe blue cat\nthree\n", 1))
                .containsExactly(
                        new Row.Kept(1, 1, "one"),
                        new Row.Removed(2, List.of(run("the "), marked("red"), run(" cat"))),
                        new Row.Added(2, List.of(run("the "), marked("blue"), run(" cat"))),
                        new Row.Kept(3, 3, "three"));
    }

    @Test
    void insertedLinesShiftTheNumbersBehindThem() {
        assertThat(rows("a\nb\n", "a\nnew\nb\n", 1))
                .containsExactly(
                        new Row.Kept(1, 1, "a"),
                        new Row.Added(2, List.of(marked("new"))),
                        new Row.Kept(2, 3, "b"));
    }

    @Test
    void aMovedParagraphIsToldAsMoved() {
        String paragraph = "a paragraph of some length\nwith two lines\n";
        assertThat(rows(paragraph + "\none\ntwo\nthree\n", "one\ntwo\nthree\n\n" + paragraph, 0))
                .contains(
                        new Row.MovedAway(1, 5, "a paragraph of some length"),
                        new Row.MovedHere(5, 1, "a paragraph of some length"),
                        new Row.MovedAway(2, 6, "with two lines"),
                        new Row.MovedHere(6, 2, "with two lines"));
    }

    @Test
    void farApartDifferencesAreSectionsOfTheirOwn() {
        String middle = "same\n".repeat(20);
        Comparison comparison =
                Comparison.between(
                        Text.of("a\n" + middle + "b\n"), Text.of("A\n" + middle + "B\n"), 3);
        assertThat(comparison.sections()).hasSize(2);
        assertThat(comparison.sections().getFirst().rows()).hasSize(5);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void withEnoughContextBothTextsCanBeReadFromTheRows(long seed) {
        var random = new SplittableRandom(seed);
        Text old = Texts.any(random);
        Text now = Changes.on(old, random).apply(old);
        List<String> oldLines = new ArrayList<>();
        List<String> nowLines = new ArrayList<>();
        for (Row row : rows(old.string(), now.string(), 1_000)) {
            switch (row) {
                case Row.Kept kept -> {
                    oldLines.add(kept.text());
                    nowLines.add(kept.text());
                    assertThat(kept.oldLine()).isEqualTo(oldLines.size());
                    assertThat(kept.nowLine()).isEqualTo(nowLines.size());
                }
                case Row.Removed removed -> oldLines.add(removed.text());
                case Row.Added added -> nowLines.add(added.text());
                case Row.MovedAway away -> oldLines.add(away.text());
                case Row.MovedHere here -> nowLines.add(here.text());
            }
        }
        if (old.equals(now)) {
            assertThat(oldLines).isEmpty();
        } else {
            assertThat(oldLines).isEqualTo(linesOf(old));
            assertThat(nowLines).isEqualTo(linesOf(now));
        }
    }

    private static List<String> linesOf(Text text) {
        Lines lines = new Lines(text);
        List<String> all = new ArrayList<>();
        for (int line = 0; line < lines.count(); line++)
            all.add(LineChanges.withoutEnd(lines.line(line)));
        return all;
    }

    private static List<Row> rows(String old, String now, int context) {
        return Comparison.between(Text.of(old), Text.of(now), context).sections().stream()
                .flatMap(section -> section.rows().stream())
                .toList();
    }

    private static Row.Run run(String text) {
        return new Row.Run(text, false);
    }

    private static Row.Run marked(String text) {
        return new Row.Run(text, true);
    }
}
