package org.p2pltr.lab.ring;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A measured figure beside its bar.
 *
 * @param what was measured
 * @param figure with its unit
 * @param bar what is allowed
 * @param met whether the figure is within the bar
 */
public record Row(String what, String figure, String bar, boolean met) {

    /** The rows for people, one a line. */
    public static String table(List<Row> rows) {
        List<Row> all = new ArrayList<>(rows);
        all.addFirst(new Row("what", "figure", "bar", true));
        String form =
                "%%-%ds  %%-%ds  %%-%ds  %%s%%n"
                        .formatted(
                                widest(all, Row::what),
                                widest(all, Row::figure),
                                widest(all, Row::bar));
        StringBuilder table = new StringBuilder(form.formatted("what", "figure", "bar", "verdict"));
        for (Row row : rows)
            table.append(form.formatted(row.what, row.figure, row.bar, row.met ? "met" : "MISSED"));
        return table.toString();
    }

    private static int widest(List<Row> rows, Function<Row, String> column) {
        return rows.stream().map(column).mapToInt(String::length).max().orElse(1);
    }
}
