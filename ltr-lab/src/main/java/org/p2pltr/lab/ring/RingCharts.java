package org.p2pltr.lab.ring;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.p2pltr.ring.RoutedSettings;

/** Draws what {@code bench ring} measured. */
public final class RingCharts {
    private static final Duration BEFORE = Duration.ofSeconds(10);
    private static final Duration AFTER = Duration.ofSeconds(90);
    private static final Duration BIN = Duration.ofSeconds(2);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final int LOOKUPS_PER_TICK = 20;

    private final Path directory;
    private final PrintStream progress;

    /** Charts as files of a directory, which is made if it is not there. */
    public RingCharts(Path directory, PrintStream progress) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.progress = progress;
    }

    /** How many lookups took how many hops, for each arity; one picture for each size. */
    public void hops(SortedMap<Integer, Map<Integer, List<Integer>>> bySizeAndArity) {
        bySizeAndArity.forEach((size, byArity) -> {
            List<Chart.Line> lines = new ArrayList<>();
            int most = 1;
            double highest = 1;
            for (var each : byArity.entrySet()) {
                List<Timeline.Point> points = shares(each.getValue());
                lines.add(new Chart.Line("k = " + each.getKey(), points));
                for (Timeline.Point point : points) {
                    most = Math.max(most, (int) point.at());
                    highest = Math.max(highest, point.value());
                }
            }
            write(
                    "hops-" + size + ".svg",
                    new Chart(
                            "Hops of a lookup, %,d peers".formatted(size),
                            new Chart.Axis("hops", 0, most),
                            new Chart.Axis("% of lookups", 0, highest * 1.05),
                            lines));
        });
    }

    private static List<Timeline.Point> shares(List<Integer> hops) {
        List<Timeline.Point> points = new ArrayList<>();
        int most = hops.stream().mapToInt(Integer::intValue).max().orElse(0);
        for (int i = 0; i <= most; i++) {
            int count = i;
            double share = 100.0 * hops.stream().filter(h -> h == count).count() / hops.size();
            points.add(new Timeline.Point(i, share));
        }
        return points;
    }

    /** One peer in five crashes at second 0; lookups by the moment at which they were asked. */
    public void massFailure(long seed, int size) {
        progress.println("%,d peers, one in five crashes …".formatted(size));
        RoutedWorld routed = new RoutedWorld(seed, RoutedSettings.DEFAULT);
        List<Timeline.Point> ours = failure(routed, size);
        List<Timeline.Point> chord = failure(RoutedWorld.ofChord(seed), size);
        double least = ours.stream().mapToDouble(Timeline.Point::value).min().orElse(100);
        double lowest =
                Math.min(
                        least, chord.stream().mapToDouble(Timeline.Point::value).min().orElse(100));
        write(
                "mass-failure.svg",
                new Chart(
                        "Right lookups as 20 %% of %,d peers crash".formatted(size),
                        new Chart.Axis(
                                "asked at, seconds after the crash",
                                -BEFORE.toSeconds(),
                                AFTER.toSeconds()),
                        new Chart.Axis("% right", Math.min(99, Math.floor(lowest)), 100),
                        List.of(
                                new Chart.Line("correction on use and on change", ours),
                                new Chart.Line("Chord, mended each 30 s", chord))));
    }

    private static List<Timeline.Point> failure(RoutedWorld world, int size) {
        world.grow(size);
        Duration crash = world.simulation().now().plus(BEFORE);
        Duration end = crash.plus(AFTER);
        Timeline timeline = new Timeline(BIN);
        boolean crashed = false;
        while (world.simulation().now().compareTo(end) < 0) {
            if (!crashed && world.simulation().now().compareTo(crash) >= 0) {
                crashed = true;
                for (int i = 0; i < size / 5; i++) world.crash(world.any(world.members()));
            }
            for (int i = 0; i < LOOKUPS_PER_TICK; i++) world.ask();
            world.run(TICK);
            timeline.add(world.judge(ChurnBench.PATIENCE), crash);
        }
        world.run(ChurnBench.PATIENCE);
        timeline.add(world.judge(Duration.ZERO), crash);
        return timeline.shareRight();
    }

    /** Bytes and right lookups while peers come and go, between two idle minutes. */
    public void churn(ChurnBench.Outcome outcome, int size) {
        List<Timeline.Point> ours = outcome.ours().bytes();
        double most = ours.stream().mapToDouble(Timeline.Point::value).max().orElse(1);
        double end = ours.getLast().at();
        String what =
                "%,d peers, sessions with a half-life of %d min"
                        .formatted(size, ChurnBench.HALF_LIFE.toMinutes());
        write(
                "churn-bytes.svg",
                new Chart(
                        "Traffic: " + what,
                        new Chart.Axis("seconds; idle in the first and the last minute", 0, end),
                        new Chart.Axis("bytes per peer and second", 0, most * 1.1),
                        List.of(
                                new Chart.Line("correction on use and on change", ours),
                                new Chart.Line(
                                        "Chord, mended each 30 s", outcome.chord().bytes()))));
        List<Timeline.Point> right = outcome.ours().shareRight();
        List<Timeline.Point> chord = outcome.chord().shareRight();
        double lowest = chord.stream().mapToDouble(Timeline.Point::value).min().orElse(99);
        write(
                "churn-right.svg",
                new Chart(
                        "Right lookups: " + what,
                        new Chart.Axis("seconds; idle in the first and the last minute", 0, end),
                        new Chart.Axis("% right", Math.min(99, Math.floor(lowest)), 100),
                        List.of(
                                new Chart.Line("correction on use and on change", right),
                                new Chart.Line("Chord, mended each 30 s", chord))));
    }

    private void write(String name, Chart chart) {
        Path file = directory.resolve(name);
        chart.write(file);
        progress.println("wrote " + file);
    }
}
