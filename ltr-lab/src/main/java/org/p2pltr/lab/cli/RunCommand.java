package org.p2pltr.lab.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.p2pltr.lab.measure.Progress;
import org.p2pltr.lab.scenario.SeedRun;

/** {@code lab run}: simulated networks from many seeds, all invariants checked. */
final class RunCommand {
    private static final long MOST_SEEDS = 10_000_000;

    private RunCommand() {}

    static int run(Words words) throws Exception {
        long count = words.number("--seeds", 100, 1, MOST_SEEDS);
        long first = words.number("--first-seed", 0, 0, Long.MAX_VALUE - MOST_SEEDS);
        String story = words.text("--story", "");
        words.nothingLeft();
        if (!story.isEmpty() && count != 1)
            throw new IllegalArgumentException("--story is told of one seed: add --seeds 1");
        long began = System.nanoTime();
        RunSummary summary = story.isEmpty() ? many(first, count) : told(first, Path.of(story));
        System.out.print(summary.text(Duration.ofNanos(System.nanoTime() - began)));
        return summary.failures().isEmpty() ? 0 : 1;
    }

    private static RunSummary told(long seed, Path story) throws Exception {
        RunSummary summary = new RunSummary();
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(story))) {
            summary.add(SeedRun.run(seed, out::println));
        } catch (AssertionError failure) {
            summary.failed(failure);
        }
        return summary;
    }

    private static RunSummary many(long first, long count) throws InterruptedException {
        RunSummary summary = new RunSummary();
        Progress progress = new Progress(System.out, count);
        try (ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<SeedRun.Outcome>> runs = new ArrayList<>();
            for (long seed = first; seed < first + count; seed++) {
                long mine = seed;
                runs.add(workers.submit(() -> SeedRun.run(mine)));
            }
            for (Future<SeedRun.Outcome> run : runs) {
                try {
                    summary.add(run.get());
                } catch (ExecutionException failed) {
                    summary.failed(failed.getCause());
                }
                progress.step(summary.failures().size() + " failed");
            }
        }
        return summary;
    }
}
