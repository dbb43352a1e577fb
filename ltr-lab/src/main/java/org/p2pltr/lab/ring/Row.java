package org.p2pltr.lab.ring;

import java.util.List;

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
        StringBuilder table = new StringBuilder(line("what", "figure", "bar", "verdict"));
        for (Row row : rows)
            table.append(line(row.what, row.figure, row.bar, row.met ? "met" : "MISSED"));
        return table.toString();
    }

    private static String line(String what, String figure, String bar, String verdict) {
        return String.format("%-46s %-44s %-38s %s%n", what, figure, bar, verdict);
    }
}
