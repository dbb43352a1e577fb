package org.p2pltr.lab.timestamps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What all loads came to: signed, without signatures, and the bare append beside them. */
public record Results(List<Row> signed, List<Row> unsigned, List<Row> bare) {
    private static final int ONE_WRITER = 0;

    public Results {
        signed = List.copyOf(signed);
        unsigned = List.copyOf(unsigned);
        bare = List.copyOf(bare);
    }

    /** Every row, in the order in which they were measured. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>(signed);
        rows.addAll(unsigned);
        rows.addAll(bare);
        return rows;
    }

    /** The goals and whether they were met, with signatures and without. */
    public String goals() {
        return goals("", signed, 2, 4) + goals(", unsigned", unsigned, 1, 2);
    }

    private String goals(String how, List<Row> rows, int manyPages, int onePage) {
        Row append = bare.getFirst();
        Row one = rows.get(ONE_WRITER);
        Row many = rows.get(manyPages);
        Row hot = rows.get(onePage);
        return goal(
                        "one author's p50 beside the bare append's, at most 3 times" + how,
                        one.p50() / append.p50(),
                        one.p50() <= 3 * append.p50())
                + goal(
                        "16 authors, 16 documents: rate beside the bare append's, above 1" + how,
                        many.perSecond() / append.perSecond(),
                        many.perSecond() > append.perSecond())
                + goal(
                        "16 authors, 1 document: above 600 timestamps/s" + how,
                        hot.perSecond(),
                        hot.perSecond() > 600);
    }

    private static String goal(String what, double value, boolean met) {
        return String.format(Locale.ROOT, "%-76s %8.2f %s%n", what, value, met ? "met" : "MISSED");
    }
}
