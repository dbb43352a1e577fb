package org.p2pltr.diff;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.text.Hunk;
import org.p2pltr.text.Text;

/** A difference line by line: which lines became which, and which parts of them are marked. */
final class LineChanges {
    private final Lines old;
    private final Lines now;
    private final List<Stretch> stretches = new ArrayList<>();
    private final Marks oldMarks = new Marks();
    private final Marks nowMarks = new Marks();

    private LineChanges(Text old, Text now) {
        this.old = new Lines(old);
        this.now = new Lines(now);
    }

    static LineChanges between(Text old, Text now) {
        LineChanges changes = new LineChanges(old, now);
        int shift = 0;
        for (Hunk hunk : Diff.between(old, now).hunks()) {
            int nowStart = hunk.start() + shift;
            int nowEnd = nowStart + hunk.inserted().length();
            changes.oldMarks.add(hunk.start(), hunk.end());
            changes.nowMarks.add(nowStart, nowEnd);
            changes.add(new Stretch(hunk.start(), hunk.end(), nowStart, nowEnd));
            shift += hunk.inserted().length() - hunk.deleted();
        }
        return changes;
    }

    Lines old() {
        return old;
    }

    Lines now() {
        return now;
    }

    /**
     * Numbers of old and new lines, from 0, that differ; in order, with a kept line between two.
     */
    List<Stretch> stretches() {
        return stretches;
    }

    List<Row.Run> oldRuns(int line) {
        return oldMarks.runs(old, line);
    }

    List<Row.Run> nowRuns(int line) {
        return nowMarks.runs(now, line);
    }

    static String withoutEnd(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) end--;
        return line.substring(0, end);
    }

    /**
     * Units to whole lines; joined with the stretch before where they share a line or stand side by
     * side.
     */
    private void add(Stretch units) {
        boolean wholeLines =
                old.isBoundary(units.oldStart())
                        && old.isBoundary(units.oldEnd())
                        && now.isBoundary(units.nowStart())
                        && now.isBoundary(units.nowEnd());
        Stretch lines =
                wholeLines
                        ? new Stretch(
                                old.before(units.oldStart()),
                                old.before(units.oldEnd()),
                                now.before(units.nowStart()),
                                now.before(units.nowEnd()))
                        : linesAround(units);
        if (!stretches.isEmpty() && stretches.getLast().oldEnd() >= lines.oldStart()) {
            lines = stretches.removeLast().until(lines);
        }
        stretches.add(lines);
    }

    private Stretch linesAround(Stretch units) {
        // Between CR and LF a line may start in one text and not in the other: then the line before
        // changes too.
        boolean oneStarts = old.isBoundary(units.oldStart()) != now.isBoundary(units.nowStart());
        int back = oneStarts && units.oldStart() > 0 ? 1 : 0;
        return new Stretch(
                old.at(units.oldStart() - back),
                Math.min(old.count(), old.at(units.oldEnd()) + 1),
                now.at(units.nowStart() - back),
                Math.min(now.count(), now.at(units.nowEnd()) + 1));
    }

    /** Ranges of a text, in order, that are marked. */
    private static final class Marks {
        private final List<int[]> ranges = new ArrayList<>();
        private int next;

        void add(int start, int end) {
            if (start < end) ranges.add(new int[] {start, end});
        }

        /** The line in runs; lines must be asked for in order. */
        List<Row.Run> runs(Lines lines, int line) {
            List<Row.Run> runs = new ArrayList<>();
            String text = withoutEnd(lines.line(line));
            int start = lines.start(line);
            int done = 0;
            while (next < ranges.size() && ranges.get(next)[1] <= start) next++;
            for (int i = next; i < ranges.size() && ranges.get(i)[0] < start + text.length(); i++) {
                int from = Math.max(done, ranges.get(i)[0] - start);
                int to = Math.min(text.length(), ranges.get(i)[1] - start);
                addRun(runs, text.substring(done, from), false);
                addRun(runs, text.substring(from, to), true);
                done = to;
            }
            addRun(runs, text.substring(done), false);
            return runs;
        }

        private static void addRun(List<Row.Run> runs, String text, boolean changed) {
            if (!text.isEmpty()) runs.add(new Row.Run(text, changed));
        }
    }
}
