package org.p2pltr.lab.merge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.p2pltr.diff.Diff;
import org.p2pltr.merge.Merge;
import org.p2pltr.merge.ReconciliationEngine;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.StateChange;
import org.p2pltr.text.Text;

/**
 * Real concurrent edits beside the text that people made of them: by our engine, and by a plain
 * three-way merge of lines. The even lines of the data only; the odd ones were developed on.
 * Source: issue 4.
 */
final class RealMerges {
    private RealMerges() {}

    /** How often a merge told nothing and was what people made of it, or another; or told. */
    record Score(int equal, int different, int told) {
        private static final Score NONE = new Score(0, 0, 0);

        private Score plus(boolean silent, boolean asPeople) {
            if (!silent) return new Score(equal, different, told + 1);
            return asPeople
                    ? new Score(equal + 1, different, told)
                    : new Score(equal, different + 1, told);
        }
    }

    static Score ours(List<RealHistories.ConcurrentEdit> edits) {
        Score score = Score.NONE;
        for (RealHistories.ConcurrentEdit edit : reported(edits)) {
            DocumentState base = state(edit.base());
            StateChange theirs = Diff.between(base, state(edit.ours()));
            StateChange mine = Diff.between(base, state(edit.theirs()));
            Merge merge = ReconciliationEngine.standard().reconcile(base, theirs, mine);
            Text merged = merge.mineOnTheirs().apply(theirs.apply(base)).text();
            score = score.plus(merge.conflicts().isEmpty(), merged.equals(edit.merged()));
        }
        return score;
    }

    /** By {@code git merge-file}; throws IOException if there is no git. */
    static Score git(List<RealHistories.ConcurrentEdit> edits)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("ltr-merges");
        try {
            Score score = Score.NONE;
            for (RealHistories.ConcurrentEdit edit : reported(edits)) {
                Files.writeString(folder.resolve("base"), edit.base());
                Files.writeString(folder.resolve("theirs"), edit.theirs());
                Path ours = Files.writeString(folder.resolve("ours"), edit.ours());
                // It writes the merged text into the first file, and answers how many conflicts.
                int conflicts =
                        new ProcessBuilder("git", "merge-file", "-q", "ours", "base", "theirs")
                                .directory(folder.toFile())
                                .start()
                                .waitFor();
                boolean asPeople = Files.readString(ours).equals(edit.merged().string());
                score = score.plus(conflicts == 0, asPeople);
            }
            return score;
        } finally {
            for (String name : List.of("base", "ours", "theirs"))
                Files.deleteIfExists(folder.resolve(name));
            Files.delete(folder);
        }
    }

    private static List<RealHistories.ConcurrentEdit> reported(
            List<RealHistories.ConcurrentEdit> edits) {
        List<RealHistories.ConcurrentEdit> even = new ArrayList<>();
        for (int line = 2; line <= edits.size(); line += 2) even.add(edits.get(line - 1));
        return even;
    }

    private static DocumentState state(Text text) {
        return new DocumentState(text, Attributes.NONE);
    }
}
