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
import org.jspecify.annotations.Nullable;
import org.p2pltr.lab.measure.Progress;
import org.p2pltr.lab.scenario.LabNetwork;
import org.p2pltr.lab.scenario.SeedPlan;
import org.p2pltr.lab.scenario.SeedRun;
import org.p2pltr.lab.scenario.Shrinking;
import org.p2pltr.lab.story.Scenarios;

/** {@code lab run}: simulated networks from many seeds, all invariants checked. */
final class RunCommand {
    private static final long MOST_SEEDS = 10_000_000;
    private static final int MOST_TRIES = 200;

    private RunCommand() {}

    static int run(Words words) throws Exception {
        long count = words.number("--seeds", 100, 1, MOST_SEEDS);
        long first = words.number("--first-seed", 0, 0, Long.MAX_VALUE - MOST_SEEDS);
        long tries = words.number("--shrink", MOST_TRIES, 0, MOST_SEEDS);
        String story = words.text("--story", "");
        String faults = words.text("--keep-faults", "");
        String operations = words.text("--keep-operations", "");
        String scenario = words.text("--scenario", "");
        words.nothingLeft();
        boolean part = !faults.isEmpty() || !operations.isEmpty();
        if ((part || !story.isEmpty()) && count != 1)
            throw new IllegalArgumentException(
                    "--story, --keep-faults and --keep-operations are about one seed: add --seeds"
                            + " 1");
        if (!scenario.isEmpty()) return scenario(scenario, first, count, story);
        long began = System.nanoTime();
        RunSummary summary =
                part || !story.isEmpty()
                        ? one(plan(first, faults, operations), story)
                        : many(first, count, (int) tries);
        System.out.print(summary.text(Duration.ofNanos(System.nanoTime() - began)));
        return summary.isGood() ? 0 : 1;
    }

    private static int scenario(String name, long first, long count, String story)
            throws Exception {
        Progress progress = new Progress(System.out, count);
        for (long seed = first; seed < first + count; seed++) {
            LabNetwork.Plan plan = LabNetwork.of(1).seed(seed);
            try (@Nullable PrintWriter out = story.isEmpty() ? null : writer(story)) {
                Scenarios.play(name, out == null ? plan : plan.telling(out::println));
            } catch (AssertionError failure) {
                System.out.println("FAILED " + name + ": " + failure.getMessage());
                System.out.println(
                        "repeat: ./ltr lab run --scenario %s --seeds 1 --first-seed %d"
                                .formatted(name, seed));
                return 1;
            }
            progress.step(name);
        }
        return 0;
    }

    private static SeedPlan plan(long seed, String faults, String operations) {
        SeedPlan whole = SeedPlan.of(seed);
        SeedPlan.Part keptFaults =
                faults.isEmpty()
                        ? whole.keptFaults()
                        : SeedPlan.Part.of(faults, whole.drawn().faults().size());
        SeedPlan.Part keptOperations =
                operations.isEmpty()
                        ? whole.keptOperations()
                        : SeedPlan.Part.of(operations, whole.keptOperations().numbers().size());
        return whole.keeping(keptFaults, keptOperations);
    }

    private static RunSummary one(SeedPlan plan, String story) throws Exception {
        RunSummary summary = new RunSummary();
        try (@Nullable PrintWriter out = story.isEmpty() ? null : writer(story)) {
            summary.add(out == null ? SeedRun.run(plan, _ -> {}) : SeedRun.run(plan, out::println));
        } catch (AssertionError failure) {
            summary.failed(String.valueOf(failure.getMessage()));
        }
        return summary;
    }

    private static PrintWriter writer(String story) throws Exception {
        return new PrintWriter(Files.newBufferedWriter(Path.of(story)));
    }

    private static RunSummary many(long first, long count, int tries) throws InterruptedException {
        RunSummary summary = new RunSummary();
        Progress progress = new Progress(System.out, count);
        try (ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<SeedRun.Outcome>> runs = new ArrayList<>();
            for (long seed = first; seed < first + count; seed++) {
                long mine = seed;
                runs.add(workers.submit(() -> SeedRun.run(mine)));
            }
            for (int i = 0; i < runs.size(); i++) {
                try {
                    summary.add(runs.get(i).get());
                } catch (ExecutionException failed) {
                    summary.failed(shrunk(first + i, failed, tries));
                }
                progress.step(summary.failures().size() + " failed");
            }
        }
        return summary;
    }

    private static String shrunk(long seed, ExecutionException failed, int tries) {
        Throwable cause = failed.getCause();
        String why = cause == null ? "failed" : String.valueOf(cause.getMessage());
        if (!(cause instanceof AssertionError)) return why;
        Shrinking.Shrunk small = Shrinking.of(SeedPlan.of(seed), why, tries);
        return small.why() + System.lineSeparator() + "shrunk: " + small.plan().command();
    }
}
