package org.p2pltr.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.p2pltr.diff.Clusters;
import org.p2pltr.diff.Diff;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.Json;
import org.p2pltr.text.RealMaterial;
import org.p2pltr.text.StateChange;
import org.p2pltr.text.Text;

/**
 * Real concurrent edits with the text that people made of them, beside a plain three-way merge on
 * the same cases. The odd lines of the file were there to develop on, the even ones are reported.
 */
class RealMergesTest {
    @TempDir private Path folder;

    @Test
    void silentAndRightAtLeastAsOftenAsGitAndSilentAndWrongAtMostAsOften() throws Exception {
        Score developed = score(1);
        Score reported = score(0);
        System.out.println("Odd lines (developed on):  " + developed);
        System.out.println("Even lines (the report):   " + reported);
        assertThat(reported.right).isGreaterThanOrEqualTo(reported.gitRight);
        assertThat(reported.wrong).isLessThanOrEqualTo(reported.gitWrong);
    }

    @Test
    void everyInsertedWordIsInTheResultOrInAConflict() {
        for (Case real : cases()) {
            Merged merged = merge(real);
            StringBuilder kept = new StringBuilder(merged.text.string());
            merged.conflicts.forEach(conflict ->
                    kept.append('\n')
                            .append(conflict.theirs())
                            .append('\n')
                            .append(conflict.mine()));
            var words = new TreeSet<>(wordsOf(kept.toString()));
            assertThat(insertedWords(real.base, real.ours)).as(real.page).allMatch(words::contains);
            assertThat(insertedWords(real.base, real.theirs))
                    .as(real.page)
                    .allMatch(words::contains);
        }
    }

    private Score score(int remainder) throws IOException, InterruptedException {
        Score score = new Score();
        List<Case> cases = cases();
        for (int line = 1; line <= cases.size(); line++) {
            if (line % 2 != remainder) continue;
            Case real = cases.get(line - 1);
            Merged ours = merge(real);
            Merged git = git(real);
            score.count(real, ours, git);
        }
        return score;
    }

    private static Merged merge(Case real) {
        DocumentState base = state(real.base);
        StateChange theirs = Diff.between(base, state(real.ours));
        StateChange mine = Diff.between(base, state(real.theirs));
        Merge merge = ReconciliationEngine.standard().reconcile(base, theirs, mine);
        return new Merged(merge.mineOnTheirs().apply(theirs.apply(base)).text(), merge.conflicts());
    }

    private Merged git(Case real) throws IOException, InterruptedException {
        Path ours = write("ours", real.ours);
        Path base = write("base", real.base);
        Path theirs = write("theirs", real.theirs);
        Path out = folder.resolve("out");
        Process git;
        try {
            git =
                    new ProcessBuilder(
                                    "git",
                                    "merge-file",
                                    "-p",
                                    ours.toString(),
                                    base.toString(),
                                    theirs.toString())
                            .redirectOutput(out.toFile())
                            .start();
        } catch (IOException absent) {
            Assumptions.abort("skipped: git is not there to compare with");
            throw absent;
        }
        boolean silent = git.waitFor() == 0;
        Text text = Text.of(Files.readString(out));
        return new Merged(text, silent ? List.of() : List.of(new Conflict.LeftOut(0)));
    }

    private Path write(String name, Text text) throws IOException {
        return Files.writeString(folder.resolve(name), text.string());
    }

    private static DocumentState state(Text text) {
        return new DocumentState(text, Attributes.NONE);
    }

    private static SortedSet<String> insertedWords(Text base, Text now) {
        var words = new TreeSet<>(wordsOf(now.string()));
        wordsOf(base.string()).forEach(words::remove);
        return words;
    }

    private static List<String> wordsOf(String text) {
        List<String> words = new ArrayList<>();
        int position = 0;
        while (position < text.length()) {
            int end = Clusters.wordEnd(text, position, text.length());
            words.add(text.substring(position, end));
            position = end;
        }
        return words;
    }

    private static List<Case> cases() {
        return RealMaterial.lines("wiki-history/merges.jsonl.gz").stream()
                .map(line -> Case.of(RealMaterial.object(Json.parse(line))))
                .toList();
    }

    private record Merged(Text text, List<Conflict> conflicts) {}

    private record Case(String page, Text base, Text ours, Text theirs, Text merged) {
        static Case of(Map<String, Object> line) {
            return new Case(
                    RealMaterial.string(line, "page"),
                    text(line, "base"),
                    text(line, "ours"),
                    text(line, "theirs"),
                    text(line, "merged"));
        }

        private static Text text(Map<String, Object> line, String name) {
            return Text.of(RealMaterial.string(line, name));
        }
    }

    /**
     * How often each was silent and equal to the human text, silent and different, or told a
     * conflict.
     */
    private static final class Score {
        private int right;
        private int wrong;
        private int told;
        private int gitRight;
        private int gitWrong;
        private int gitTold;

        void count(Case real, Merged ours, Merged git) {
            if (!ours.conflicts.isEmpty()) told++;
            else if (ours.text.equals(real.merged)) right++;
            else wrong++;
            if (!git.conflicts.isEmpty()) gitTold++;
            else if (git.text.equals(real.merged)) gitRight++;
            else gitWrong++;
        }

        @Override
        public String toString() {
            return "ours: silent and right "
                    + right
                    + ", silent and different "
                    + wrong
                    + ", told "
                    + told
                    + "; git: "
                    + gitRight
                    + ", "
                    + gitWrong
                    + ", "
                    + gitTold;
        }
    }
}
