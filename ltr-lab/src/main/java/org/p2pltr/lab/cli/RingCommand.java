package org.p2pltr.lab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.p2pltr.lab.ring.ChurnBench;
import org.p2pltr.lab.ring.RealRing;
import org.p2pltr.lab.ring.RingBench;
import org.p2pltr.lab.ring.RingCharts;
import org.p2pltr.lab.ring.RoutedBench;
import org.p2pltr.lab.ring.Row;

/** {@code bench ring}: how well peers find each other, beside the bars. */
final class RingCommand {
    private static final int MAX_PEERS = 100_000;
    private static final String REAL = "--real";

    private RingCommand() {}

    static int run(List<String> rest) throws IOException {
        List<String> others = new ArrayList<>(rest);
        boolean real = others.remove(REAL);
        Words words = new Words(others);
        return real ? real(words) : simulated(words);
    }

    private static int simulated(Words words) throws IOException {
        long seed = words.number("--seed", 1, 0, Long.MAX_VALUE);
        int lookups = (int) words.number("--lookups", 100_000, 1, 10_000_000);
        List<Integer> sizes = sizes(words.text("--peers", "100,1000,10000"));
        List<Integer> simulated = sizes(words.text("--simulated", "100,1000"));
        int churning = (int) words.number("--churn", 1_000, 10, MAX_PEERS);
        Duration churn = Duration.ofMinutes(words.number("--churn-minutes", 10, 1, 1_440));
        String plot = words.text("--plot", "");
        words.nothingLeft();
        RingBench tables = new RingBench(seed, lookups, System.out);
        List<Row> rows = new ArrayList<>(tables.run(sizes));
        for (int size : simulated) rows.addAll(new RoutedBench(seed, size, System.out).run());
        ChurnBench.Outcome churned = new ChurnBench(seed, churning, churn, System.out).run();
        rows.addAll(churned.rows());
        if (!plot.isEmpty()) {
            RingCharts charts = new RingCharts(Path.of(plot), System.out);
            charts.hops(tables.hops());
            charts.churn(churned, churning);
            charts.massFailure(seed, churning);
        }
        System.out.println();
        System.out.print(Row.table(rows));
        return rows.stream().allMatch(Row::met) ? 0 : 1;
    }

    private static int real(Words words) throws IOException {
        int peers = (int) words.number("--peers", 30, 5, 200);
        int kills = (int) words.number("--kill", peers / 5, 1, peers / 2);
        long idle = words.number("--idle-seconds", 30, 1, 3_600);
        String keep = words.text("--keep", "");
        words.nothingLeft();
        Path directory = keep.isEmpty() ? Files.createTempDirectory("ltr-ring") : Path.of(keep);
        System.out.println("data and logs in " + directory);
        RealRing bench = new RealRing(directory, Duration.ofSeconds(idle), System.out);
        List<Row> rows = bench.run(peers, kills);
        System.out.println();
        System.out.print(Row.table(rows));
        return rows.stream().allMatch(Row::met) ? 0 : 1;
    }

    private static List<Integer> sizes(String words) {
        return Arrays.stream(words.split(",")).map(RingCommand::size).toList();
    }

    private static int size(String word) {
        try {
            int size = Integer.parseInt(word.strip());
            if (size >= 2 && size <= MAX_PEERS) return size;
        } catch (NumberFormatException e) {
            // Told below, with what is allowed.
        }
        throw new IllegalArgumentException(
                "a number of peers is '"
                        + word
                        + "', allowed is: whole numbers from 2 to "
                        + MAX_PEERS
                        + " with commas between");
    }
}
