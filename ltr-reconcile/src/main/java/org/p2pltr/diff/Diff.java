package org.p2pltr.diff;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Change;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.Hunk;
import org.p2pltr.text.StateChange;
import org.p2pltr.text.Text;

/**
 * What somebody changed, told the way a person would: whole lines first, then words inside changed
 * lines, then characters inside a changed word. Near linear for every input. Source:
 * reconciliation.md, "Change".
 */
public final class Diff {
    private final String old;
    private final String now;
    private final List<Hunk> hunks = new ArrayList<>();

    private Diff(Text old, Text now) {
        this.old = old.string();
        this.now = now.string();
    }

    /** The change that turns {@code old} into {@code now}. */
    public static Change between(Text old, Text now) {
        Diff diff = new Diff(old, now);
        diff.compareLines();
        return Change.of(old.length(), diff.hunks);
    }

    /** The change that turns one state into another. */
    public static StateChange between(DocumentState old, DocumentState now) {
        return new StateChange(
                between(old.text(), now.text()),
                AttributeChange.between(old.attributes(), now.attributes()));
    }

    private void compareLines() {
        // Common lines at both ends are skipped unit by unit: a small edit of a long page costs
        // little.
        int start = commonStart();
        int end = commonEnd(start);
        Cut oldLines = Cut.lines(old, start, old.length() - end);
        Cut nowLines = Cut.lines(now, start, now.length() - end);
        for (Stretch lines : SequenceDiff.between(Pieces.of(oldLines, nowLines))) {
            Stretch place = inUnits(lines, oldLines, nowLines);
            if (place.replaces()) {
                compareWords(place);
            } else {
                add(place);
            }
        }
    }

    private void compareWords(Stretch place) {
        Cut oldWords = Cut.words(old, place.oldStart(), place.oldEnd());
        Cut nowWords = Cut.words(now, place.nowStart(), place.nowEnd());
        List<Stretch> found = new ArrayList<>();
        for (Stretch words : SequenceDiff.between(Pieces.of(oldWords, nowWords))) {
            boolean oneWordEach =
                    words.oldEnd() - words.oldStart() == 1
                            && words.nowEnd() - words.nowStart() == 1;
            Stretch units = inUnits(words, oldWords, nowWords);
            found.add(oneWordEach ? withoutCommonCharacters(units) : units);
        }
        Islands.flooded(found).forEach(this::add);
    }

    private static Stretch inUnits(Stretch pieces, Cut oldCut, Cut nowCut) {
        return new Stretch(
                oldCut.start(pieces.oldStart()),
                oldCut.start(pieces.oldEnd()),
                nowCut.start(pieces.nowStart()),
                nowCut.start(pieces.nowEnd()));
    }

    private void add(Stretch place) {
        Text inserted = Text.of(now.substring(place.nowStart(), place.nowEnd()));
        hunks.add(new Hunk(place.oldStart(), place.oldEnd(), inserted));
    }

    /** Units of the whole lines at the start that are the same. */
    private int commonStart() {
        int most = Math.min(old.length(), now.length());
        int lineStart = 0;
        for (int i = 0; i < most && old.charAt(i) == now.charAt(i); i++) {
            if (old.charAt(i) == '\n') lineStart = i + 1;
        }
        return lineStart;
    }

    /** Units of the whole lines at the end, behind {@code start}, that are the same. */
    private int commonEnd(int start) {
        int most = Math.min(old.length(), now.length()) - start;
        int lines = 0;
        int common = 0;
        while (common < most
                && old.charAt(old.length() - 1 - common) == now.charAt(now.length() - 1 - common)) {
            // A line feed here ends the line before, so what is behind it is whole lines.
            if (old.charAt(old.length() - 1 - common) == '\n') lines = common;
            common++;
        }
        return lines;
    }

    /** One word became another: what they have in common at the start and the end stays. */
    private Stretch withoutCommonCharacters(Stretch word) {
        int start = 0;
        int most = Math.min(word.oldEnd() - word.oldStart(), word.nowEnd() - word.nowStart());
        while (start < most
                && old.charAt(word.oldStart() + start) == now.charAt(word.nowStart() + start))
            start++;
        int end = 0;
        while (end < most - start
                && old.charAt(word.oldEnd() - 1 - end) == now.charAt(word.nowEnd() - 1 - end))
            end++;
        Stretch rest =
                new Stretch(
                        word.oldStart() + start,
                        word.oldEnd() - end,
                        word.nowStart() + start,
                        word.nowEnd() - end);
        boolean wholeCharacters =
                isBetweenCharacters(old, word.oldStart(), rest.oldStart(), word.oldEnd())
                        && isBetweenCharacters(now, word.nowStart(), rest.nowStart(), word.nowEnd())
                        && isBetweenCharacters(old, word.oldStart(), rest.oldEnd(), word.oldEnd())
                        && isBetweenCharacters(now, word.nowStart(), rest.nowEnd(), word.nowEnd());
        return wholeCharacters ? rest : word;
    }

    private static boolean isBetweenCharacters(String text, int start, int position, int end) {
        int boundary = start;
        while (boundary < position) {
            boundary = Clusters.characterEnd(text, boundary, end);
        }
        return boundary == position;
    }
}
