package org.p2pltr.lab.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.p2pltr.lab.measure.WikiHistory;
import org.p2pltr.lab.merge.Figure;
import org.p2pltr.lab.merge.MergeBench;

/** {@code bench merge}: how fast merging and comparing are, beside their bars. */
final class MergeCommand {
    private static final String QUICK = "--quick";

    private MergeCommand() {}

    static int run(List<String> given) throws Exception {
        List<String> others = new ArrayList<>(given);
        boolean quick = others.remove(QUICK);
        Words words = new Words(others);
        Path usual = WikiHistory.usualPlace().resolve("../..").normalize();
        Path data = Path.of(words.text("--data", usual.toString()));
        words.nothingLeft();
        if (!Files.isDirectory(data))
            throw new IllegalArgumentException(
                    "the real histories are not in " + data + "; name their folder with --data");
        List<Figure> figures = new MergeBench(data, quick, System.out).run();
        System.out.println();
        System.out.print(machine());
        System.out.print(Figure.table(figures));
        if (quick) {
            System.out.println("a smoke run on a cold JVM: it all runs; the figures say nothing");
            return 0;
        }
        boolean allMet =
                figures.stream().noneMatch(figure -> figure.verdict() == Figure.Verdict.MISSED);
        return allMet ? 0 : 1;
    }

    private static String machine() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "Java %s, %d processors, load %.1f now: above the number of processors, others took"
                        + " their share of the clock's times%n",
                Runtime.version().feature(),
                system.getAvailableProcessors(),
                system.getSystemLoadAverage());
    }
}
