package org.p2pltr.lab.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.p2pltr.lab.timestamps.AppendNode;
import org.p2pltr.lab.timestamps.Row;
import org.p2pltr.lab.timestamps.TimestampsBench;
import tools.jackson.databind.ObjectMapper;

/** {@code bench timestamps}: how fast three real peers give timestamps. */
final class TimestampsCommand {
    private static final int HOT = 4;
    private static final int MANY = 2;

    private TimestampsCommand() {}

    static int run(Words words) throws Exception {
        Duration time = Duration.ofSeconds(words.number("--seconds", 10, 1, 3600));
        String json = words.text("--json", "");
        String keep = words.text("--keep", "");
        words.nothingLeft();
        Path directory =
                keep.isEmpty() ? Files.createTempDirectory("ltr-timestamps") : Path.of(keep);
        System.out.println("three peers and their authors; data and logs in " + directory);
        List<Row> rows = new TimestampsBench(directory, time, System.out).run();
        System.out.println();
        System.out.print(Row.table(rows));
        System.out.print(goals(rows));
        if (!json.isEmpty()) Files.write(Path.of(json), new ObjectMapper().writeValueAsBytes(rows));
        return 0;
    }

    /** The three goals of the issue; the bare append of 200 B is the last row but one. */
    private static String goals(List<Row> rows) {
        Row bare = rows.get(rows.size() - 2);
        return goal(
                        "one author's p50 beside the bare append's, at most 3 times",
                        rows.getFirst().p50() / bare.p50(),
                        rows.getFirst().p50() <= 3 * bare.p50())
                + goal(
                        "16 authors, 16 documents: rate beside the bare append's, above 1",
                        rows.get(MANY).perSecond() / bare.perSecond(),
                        rows.get(MANY).perSecond() > bare.perSecond())
                + goal(
                        "16 authors, 1 document: above 600 timestamps/s",
                        rows.get(HOT).perSecond(),
                        rows.get(HOT).perSecond() > 600);
    }

    private static String goal(String what, double value, boolean met) {
        return String.format(Locale.ROOT, "%-70s %8.2f %s%n", what, value, met ? "met" : "MISSED");
    }

    /** {@code lab append}: one of the three processes of the bare append. */
    static int append(Words words) throws Exception {
        Path file = Path.of(words.text("--file", "records"));
        String followers = words.text("--followers", "");
        words.nothingLeft();
        List<Integer> ports =
                followers.isEmpty()
                        ? List.of()
                        : Arrays.stream(followers.split(",")).map(Integer::valueOf).toList();
        AppendNode.serve(file, ports);
        return 0;
    }
}
