package org.p2pltr.wiki.history;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.diff.Comparison;
import org.p2pltr.diff.Row;

/**
 * A difference as the history screen shows it.
 *
 * @param from such as "Version 40, Jonas, 19 November 2026"
 * @param to the same of the other side
 * @param inline true for one column
 * @param lines rows of the table, in order; none if the texts are equal
 */
public record DiffScreen(String from, String to, boolean inline, List<Line> lines) {
    public DiffScreen {
        lines = List.copyOf(lines);
    }

    /** One line across, or a fold of lines that are not shown; a side without words is empty. */
    public record Line(String fold, Side left, Side right) {}

    /** One cell. {@code look} is the style's name, {@code number} stands in the margin. */
    public record Side(String look, String number, List<Words> words) {
        static final Side NONE = new Side("none", "", List.of());
    }

    /** A difference in one column without names above it. */
    public static DiffScreen inline(Difference difference) {
        return of(difference.comparison(), "", "", true);
    }

    static DiffScreen of(Comparison comparison, String from, String to, boolean inline) {
        List<Line> lines = new ArrayList<>();
        int shown = 0;
        for (Comparison.Section section : comparison.sections()) {
            int first = oldLine(section.rows(), shown + 1);
            if (first > shown + 1) lines.add(fold(first - shown - 1));
            for (LinePair pair : LinePair.of(section.rows()))
                if (inline) addInline(pair, lines);
                else lines.add(new Line("", side(pair.old(), true), side(pair.now(), false)));
            shown = Math.max(shown, lastOldLine(section.rows(), first - 1));
        }
        return new DiffScreen(from, to, inline, lines);
    }

    private static void addInline(LinePair pair, List<Line> lines) {
        if (pair.isOneLine()
                && pair.old().getFirst() instanceof Row.Removed removed
                && pair.now().getFirst() instanceof Row.Added added) {
            List<Words> words = Words.merged(removed.runs(), added.runs());
            lines.add(new Line("", Side.NONE, new Side("came", added.nowLine() + " ±", words)));
            return;
        }
        boolean kept = !pair.now().isEmpty() && pair.now().getFirst() instanceof Row.Kept;
        if (!kept && !pair.old().isEmpty())
            lines.add(new Line("", Side.NONE, side(pair.old(), true)));
        if (!pair.now().isEmpty()) lines.add(new Line("", Side.NONE, side(pair.now(), false)));
    }

    private static Side side(List<Row> rows, boolean left) {
        if (rows.isEmpty()) return Side.NONE;
        return switch (rows.getFirst()) {
            case Row.Kept(int old, int now, String text) ->
                    left
                            ? new Side("old", old + "  ", List.of(new Words("same", text)))
                            : new Side("kept", now + "  ", List.of(new Words("same", text)));
            case Row.Removed(int line, var runs) ->
                    new Side("gone", line + " −", Words.side(runs, "gone"));
            case Row.Added(int line, var runs) ->
                    new Side("came", line + " +", Words.side(runs, "came"));
            case Row.MovedAway(int line, int to, String text) ->
                    new Side("moved", line + " ↷", moved("moved to line " + to, text));
            case Row.MovedHere(int line, int from, String text) ->
                    new Side("moved", line + " ↶", moved("moved from line " + from, text));
        };
    }

    private static List<Words> moved(String where, String text) {
        return List.of(new Words("where", where), new Words("same", text));
    }

    private static Line fold(int lines) {
        String words = lines == 1 ? "1 line without change" : lines + " lines without change";
        return new Line(words, Side.NONE, Side.NONE);
    }

    private static int oldLine(List<Row> rows, int otherwise) {
        for (Row row : rows) {
            int line = oldLine(row);
            if (line > 0) return line;
        }
        return otherwise;
    }

    private static int lastOldLine(List<Row> rows, int otherwise) {
        int last = otherwise;
        for (Row row : rows) last = Math.max(last, oldLine(row));
        return last;
    }

    /** The line's number in the older text, 0 if it is not there. */
    private static int oldLine(Row row) {
        return switch (row) {
            case Row.Kept kept -> kept.oldLine();
            case Row.Removed removed -> removed.oldLine();
            case Row.MovedAway moved -> moved.oldLine();
            case Row.Added _, Row.MovedHere _ -> 0;
        };
    }
}
