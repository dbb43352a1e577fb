package org.p2pltr.lab.timestamps;

import java.util.List;
import java.util.Locale;
import org.p2pltr.lab.measure.Percentiles;

/**
 * What a load came to.
 *
 * @param name of the load
 * @param perSecond timestamps given, or appends
 * @param p50 milliseconds from the author's signing to its answer
 * @param refused tries refused per timestamp because somebody else was first
 * @param slowest timestamps of the slowest author as a share of the mean
 * @param peersCpu processor milliseconds of the three peers per timestamp
 * @param authorsCpu processor milliseconds of all authors per timestamp
 * @param syncs of the three disks per timestamp
 */
public record Row(
        String name,
        double perSecond,
        double p50,
        double p95,
        double p99,
        double refused,
        double slowest,
        double peersCpu,
        double authorsCpu,
        double syncs) {

    static Row of(String name, List<Diary> diaries, double seconds, Costs costs) {
        long[] all = diaries.stream().flatMapToLong(Diary::nanoseconds).toArray();
        Percentiles percentiles = new Percentiles(all);
        double operations = Math.max(1, all.length);
        double refused = diaries.stream().mapToLong(Diary::refused).sum() / operations;
        double mean = operations / diaries.size();
        double slowest = diaries.stream().mapToLong(Diary::count).min().orElse(0) / mean;
        return new Row(
                name,
                all.length / seconds,
                percentiles.milliseconds(0.5),
                percentiles.milliseconds(0.95),
                percentiles.milliseconds(0.99),
                refused,
                slowest,
                costs.peersCpuSeconds() * 1e3 / operations,
                costs.authorsCpuSeconds() * 1e3 / operations,
                costs.syncs() / operations);
    }

    /** The rows for people. */
    public static String table(List<Row> rows) {
        StringBuilder table = new StringBuilder();
        table.append(
                String.format(
                        "%-36s %8s %8s %8s %8s %8s %8s %10s %10s %8s%n",
                        "load",
                        "ops/s",
                        "p50 ms",
                        "p95 ms",
                        "p99 ms",
                        "refused",
                        "slowest",
                        "peers ms",
                        "authors ms",
                        "syncs"));
        for (Row row : rows)
            table.append(
                    String.format(
                            Locale.ROOT,
                            "%-36s %8.0f %8.2f %8.2f %8.2f %8.2f %7.0f%% %10.2f %10.2f %8.2f%n",
                            row.name,
                            row.perSecond,
                            row.p50,
                            row.p95,
                            row.p99,
                            row.refused,
                            row.slowest * 100,
                            row.peersCpu,
                            row.authorsCpu,
                            row.syncs));
        return table.toString();
    }
}
