package org.p2pltr.lab.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.p2pltr.lab.wiki.WikiBench;

/** {@code bench wiki}: a wiki of many pages, read by many. */
final class WikiCommand {
    private WikiCommand() {}

    static int run(Words words) throws Exception {
        int pages = (int) words.number("--pages", 10_000, 1, 1_000_000);
        int saves = (int) words.number("--saves", 10, 1, 1_000);
        long seconds = words.number("--seconds", 20, 1, 3_600);
        String keep = words.text("--keep", "");
        words.nothingLeft();
        Path directory = keep.isEmpty() ? Files.createTempDirectory("ltr-wiki") : Path.of(keep);
        System.out.println(
                pages + " pages of " + saves + " saves each; data and log in " + directory);
        Duration reading = Duration.ofSeconds(seconds);
        return new WikiBench(directory, pages, saves, reading, System.out).run() ? 0 : 1;
    }
}
