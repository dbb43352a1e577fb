package org.p2pltr.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.p2pltr.text.Text;

/**
 * A difference for people: sections of neighbouring lines with the changed words marked, moved
 * blocks told as moved, and a few kept lines around. Source: reconciliation.md, "Change"; wiki.md,
 * history and conflict screens.
 *
 * @param sections in order; none for equal texts
 */
public record Comparison(List<Section> sections) {
    /** Copies the list. */
    public Comparison {
        sections = List.copyOf(sections);
    }

    /** Lines that are read together. */
    public record Section(List<Row> rows) {
        /** Copies the list. */
        public Section {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Compares two texts.
     *
     * @param context how many kept lines are shown before and behind each difference, 0 or more
     */
    public static Comparison between(Text old, Text now, int context) {
        if (context < 0)
            throw new IllegalArgumentException("context must be 0 or more lines, is " + context);
        LineChanges changes = LineChanges.between(old, now);
        Map<Integer, Integer> moves = new TreeMap<>();
        Map<Integer, Integer> movesBack = new TreeMap<>();
        MovedBlocks.between(changes)
                .forEach((from, to) -> {
                    moves.put(from, to);
                    movesBack.put(to, from);
                });
        return new Sections(changes, moves, movesBack, context).comparison();
    }

    /** Writes the rows of one comparison. */
    private record Sections(
            LineChanges changes,
            Map<Integer, Integer> moves,
            Map<Integer, Integer> movesBack,
            int context) {

        Comparison comparison() {
            List<Section> sections = new ArrayList<>();
            List<Row> rows = new ArrayList<>();
            List<Stretch> stretches = changes.stretches();
            for (int i = 0; i < stretches.size(); i++) {
                Stretch stretch = stretches.get(i);
                int keptBefore = i == 0 ? 0 : stretches.get(i - 1).oldEnd();
                addKept(
                        rows,
                        Math.max(keptBefore, stretch.oldStart() - context),
                        stretch.oldStart(),
                        stretch);
                addChanged(rows, stretch);
                int next =
                        i + 1 < stretches.size()
                                ? stretches.get(i + 1).oldStart()
                                : changes.old().count();
                boolean joined = i + 1 < stretches.size() && next - stretch.oldEnd() <= 2 * context;
                int until =
                        joined
                                ? Math.max(stretch.oldEnd(), next - context)
                                : Math.min(next, stretch.oldEnd() + context);
                addKept(rows, stretch.oldEnd(), until, stretch);
                if (!joined) {
                    sections.add(new Section(rows));
                    rows.clear();
                }
            }
            return new Comparison(sections);
        }

        /** Old lines {@code from} to {@code to}, before or behind the stretch. */
        private void addKept(List<Row> rows, int from, int to, Stretch stretch) {
            int shift =
                    from < stretch.oldStart()
                            ? stretch.nowStart() - stretch.oldStart()
                            : stretch.nowEnd() - stretch.oldEnd();
            for (int line = from; line < to; line++) {
                rows.add(
                        new Row.Kept(
                                line + 1, line + shift + 1, withoutEnd(changes.old().line(line))));
            }
        }

        private void addChanged(List<Row> rows, Stretch stretch) {
            for (int line = stretch.oldStart(); line < stretch.oldEnd(); line++) {
                Integer to = moves.get(line);
                rows.add(
                        to == null
                                ? new Row.Removed(line + 1, changes.oldRuns(line))
                                : new Row.MovedAway(
                                        line + 1, to + 1, withoutEnd(changes.old().line(line))));
            }
            for (int line = stretch.nowStart(); line < stretch.nowEnd(); line++) {
                Integer from = movesBack.get(line);
                rows.add(
                        from == null
                                ? new Row.Added(line + 1, changes.nowRuns(line))
                                : new Row.MovedHere(
                                        line + 1, from + 1, withoutEnd(changes.now().line(line))));
            }
        }

        private static String withoutEnd(String line) {
            return LineChanges.withoutEnd(line);
        }
    }
}
