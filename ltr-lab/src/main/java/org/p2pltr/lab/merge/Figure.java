package org.p2pltr.lab.merge;

import java.util.List;

/**
 * A measured figure beside its bar.
 *
 * @param name what was measured
 * @param value the figure with its unit, by the clock
 * @param cpu processor time of one operation, or a dash where that is not measured
 * @param bar what is allowed, or a dash if no page names a bar
 * @param verdict how the two compare
 */
public record Figure(String name, String value, String cpu, String bar, Verdict verdict) {

    /** How a figure compares with its bar. */
    public enum Verdict {
        /** Within the bar. */
        MET,
        /** Not within the bar. */
        MISSED,
        /** There is no bar. */
        SHOWN
    }

    static Figure shown(String name, String value, String cpu) {
        return new Figure(name, value, cpu, "-", Verdict.SHOWN);
    }

    static Figure held(String name, String value, String cpu, String bar, boolean met) {
        return new Figure(name, value, cpu, bar, met ? Verdict.MET : Verdict.MISSED);
    }

    /** The figures for people, one a line. */
    public static String table(List<Figure> figures) {
        StringBuilder table =
                new StringBuilder(line("figure", "by the clock", "processor", "bar", "verdict"));
        for (Figure figure : figures) {
            String verdict =
                    switch (figure.verdict) {
                        case MET -> "met";
                        case MISSED -> "MISSED";
                        case SHOWN -> "-";
                    };
            table.append(line(figure.name, figure.value, figure.cpu, figure.bar, verdict));
        }
        return table.toString();
    }

    private static String line(String name, String value, String cpu, String bar, String verdict) {
        return String.format("%-58s %17s %20s  %-33s %s%n", name, value, cpu, bar, verdict);
    }
}
