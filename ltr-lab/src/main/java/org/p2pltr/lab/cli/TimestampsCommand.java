package org.p2pltr.lab.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.p2pltr.lab.timestamps.AppendNode;
import org.p2pltr.lab.timestamps.Results;
import org.p2pltr.lab.timestamps.Row;
import org.p2pltr.lab.timestamps.TimestampsBench;
import tools.jackson.databind.ObjectMapper;

/** {@code bench timestamps}: how fast three real peers give timestamps. */
final class TimestampsCommand {
    private TimestampsCommand() {}

    static int run(Words words) throws Exception {
        Duration time = Duration.ofSeconds(words.number("--seconds", 10, 1, 3600));
        String json = words.text("--json", "");
        String keep = words.text("--keep", "");
        words.nothingLeft();
        Path directory =
                keep.isEmpty() ? Files.createTempDirectory("ltr-timestamps") : Path.of(keep);
        System.out.println("three peers and their authors; data and logs in " + directory);
        Results results = new TimestampsBench(directory, time, System.out).run();
        System.out.println();
        System.out.print(Row.table(results.rows()));
        System.out.print(results.goals());
        if (!json.isEmpty())
            Files.write(Path.of(json), new ObjectMapper().writeValueAsBytes(results.rows()));
        return 0;
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
