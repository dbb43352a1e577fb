package org.p2pltr.wiki.history;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.diff.Row;

/**
 * Lines of a comparison as they stand beside each other: the older form of a line, the newer one,
 * or both.
 *
 * @param old the left side; empty list if nothing stands there
 * @param now the right side; empty list if nothing stands there
 */
record LinePair(List<Row> old, List<Row> now) {
    LinePair {
        old = List.copyOf(old);
        now = List.copyOf(now);
    }

    /**
     * The rows of a section in pairs: two forms of one line beside each other, all others alone.
     */
    static List<LinePair> of(List<Row> rows) {
        List<LinePair> pairs = new ArrayList<>();
        List<Row> old = new ArrayList<>();
        List<Row> now = new ArrayList<>();
        for (Row row : rows) {
            boolean left = row instanceof Row.Removed || row instanceof Row.MovedAway;
            boolean right = row instanceof Row.Added || row instanceof Row.MovedHere;
            if (!right && (!now.isEmpty() || !left)) drain(old, now, pairs);
            if (left) old.add(row);
            else if (right) now.add(row);
            else pairs.add(new LinePair(List.of(row), List.of(row)));
        }
        drain(old, now, pairs);
        return pairs;
    }

    /** True if both are there and have words in common, so that they can be read as one line. */
    boolean isOneLine() {
        return !old.isEmpty()
                && !now.isEmpty()
                && old.getFirst() instanceof Row.Removed removed
                && now.getFirst() instanceof Row.Added added
                && areForms(removed, added);
    }

    private static void drain(List<Row> old, List<Row> now, List<LinePair> pairs) {
        int right = 0;
        for (Row each : old) {
            int form = formOf(each, now, right);
            while (right < form) pairs.add(new LinePair(List.of(), List.of(now.get(right++))));
            if (form < 0) pairs.add(new LinePair(List.of(each), List.of()));
            else pairs.add(new LinePair(List.of(each), List.of(now.get(right++))));
        }
        while (right < now.size()) pairs.add(new LinePair(List.of(), List.of(now.get(right++))));
        old.clear();
        now.clear();
    }

    /** The place of this line's newer form, from a place on; -1 for none. */
    private static int formOf(Row old, List<Row> now, int from) {
        if (!(old instanceof Row.Removed removed)) return -1;
        for (int i = from; i < now.size(); i++)
            if (now.get(i) instanceof Row.Added added && areForms(removed, added)) return i;
        return -1;
    }

    private static boolean areForms(Row.Removed removed, Row.Added added) {
        String common = Words.common(removed.runs());
        return !common.isBlank() && common.equals(Words.common(added.runs()));
    }
}
