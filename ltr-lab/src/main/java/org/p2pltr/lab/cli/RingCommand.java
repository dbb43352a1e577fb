package org.p2pltr.lab.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.p2pltr.lab.ring.RingBench;
import org.p2pltr.lab.ring.RoutedBench;
import org.p2pltr.lab.ring.Row;

/** {@code bench ring}: how well peers find each other, beside the bars. */
final class RingCommand {
    private static final int MAX_PEERS = 100_000;

    private RingCommand() {}

    static int run(Words words) {
        long seed = words.number("--seed", 1, 0, Long.MAX_VALUE);
        int lookups = (int) words.number("--lookups", 100_000, 1, 10_000_000);
        List<Integer> sizes = sizes(words.text("--peers", "100,1000,10000"));
        List<Integer> simulated = sizes(words.text("--simulated", "100,1000"));
        words.nothingLeft();
        List<Row> rows = new ArrayList<>(new RingBench(seed, lookups, System.out).run(sizes));
        for (int size : simulated) rows.addAll(new RoutedBench(seed, size, System.out).run());
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
