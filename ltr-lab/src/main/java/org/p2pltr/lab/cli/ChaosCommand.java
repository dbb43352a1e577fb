package org.p2pltr.lab.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.p2pltr.lab.chaos.Chaos;
import org.p2pltr.lab.chaos.ChaosReport;

/** {@code bench chaos}: real peers are killed while people write; exit code 1 if a word is lost. */
final class ChaosCommand {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private ChaosCommand() {}

    static int run(Words words) throws Exception {
        long seconds = words.number("--seconds", 180, 5, 86_400);
        long seed = words.number("--seed", 1, 0, Long.MAX_VALUE);
        int cells = (int) words.number("--cells", 256, 1, 65_536);
        String keep = words.text("--keep", "");
        words.nothingLeft();
        Path directory = keep.isEmpty() ? Files.createTempDirectory("ltr-chaos") : Path.of(keep);
        System.out.println("five peers; data and logs in " + directory);
        int kills = Math.toIntExact(seconds / PAUSE.toSeconds());
        ChaosReport report = new Chaos(directory, kills, PAUSE, cells, seed).run(System.out);
        System.out.print(report.text());
        return report.mistakes().isEmpty() ? 0 : 1;
    }
}
