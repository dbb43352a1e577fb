package org.p2pltr.lab.merge;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.p2pltr.merge.ReconciliationEngine;

/**
 * Runs the benchmarks of merging and holds them against the bars of reconciliation.md and issue 4.
 */
public final class MergeBench {
    private static final double OFFLINE_BAR_MS = 100;
    private static final double GROWTH_BAR = 6;
    private static final double MEMORY_BAR = 10;
    private static final double HOSTILE_BAR = 10;

    private static final String NOT_MEASURED = "-";

    private final Path data;
    private final boolean quick;
    private final PrintStream progress;
    private final List<Figure> figures = new ArrayList<>();

    /**
     * @param data where the real histories lie
     * @param quick one short measure of each, to see that all of it runs; the figures mean nothing
     * @param progress gets a line when a part begins
     */
    public MergeBench(Path data, boolean quick, PrintStream progress) {
        this.data = data;
        this.quick = quick;
        this.progress = progress;
    }

    /**
     * All figures; minutes, unless quick. Used once. Throws IOException if the data cannot be read
     * or there is no git to compare with.
     */
    public List<Figure> run() throws RunnerException, IOException, InterruptedException {
        realMerges();
        pages();
        offline();
        histories();
        hostile();
        return List.copyOf(figures);
    }

    private void realMerges() throws IOException, InterruptedException {
        progress.println("merging what people merged …");
        List<RealHistories.ConcurrentEdit> edits = new RealHistories(data).concurrentEdits();
        RealMerges.Score ours = RealMerges.ours(edits);
        RealMerges.Score git = RealMerges.git(edits);
        figures.add(
                Figure.held(
                        edits.size() / 2 + " real merges (even lines): silent, as people did",
                        ours.equal() + ", git " + git.equal(),
                        NOT_MEASURED,
                        "at least git's",
                        ours.equal() >= git.equal()));
        figures.add(
                Figure.held(
                        "  silent, and not as people did",
                        ours.different() + ", git " + git.different(),
                        NOT_MEASURED,
                        "at most git's",
                        ours.different() <= git.different()));
        figures.add(
                Figure.shown(
                        "  told as a conflict", ours.told() + ", git " + git.told(), NOT_MEASURED));
    }

    private void pages() throws RunnerException {
        for (RunResult result : measure(PageBenchmark.class)) {
            boolean merge = method(result).equals("mergeBehind100Patches");
            String name =
                    merge
                            ? "merge, page of 100 kB, 100 missing patches"
                            : "between, page of 1 MB, one word edited";
            figures.add(Figure.shown(name, ms(score(result)), ms(cpu(result))));
        }
    }

    private void offline() throws RunnerException, InterruptedException {
        double before = 0;
        for (RunResult result : measure(OfflineBenchmark.class)) {
            int saves = Integer.parseInt(result.getParams().getParam("saves"));
            String name = saves + " offline saves, " + saves + " missing, page of 200 kB";
            double clock = score(result);
            double cpu = cpu(result);
            figures.add(
                    before == 0
                            ? Figure.held(
                                    name, ms(clock), ms(cpu), "100 ms", clock <= OFFLINE_BAR_MS)
                            : Figure.held(
                                    name,
                                    ms(clock),
                                    msAndTimes(cpu, before),
                                    "processor: 6 × that of " + saves / 4,
                                    cpu <= GROWTH_BAR * before));
            before = cpu;
            memory(result, saves);
        }
    }

    private void memory(RunResult result, int saves) throws InterruptedException {
        TwoAuthors page = OfflineBenchmark.of(saves);
        double text = page.base().text().utf8().length;
        ReconciliationEngine engine = ReconciliationEngine.standard();
        double alive = LiveHeap.most(() -> page.merged(engine)) / text;
        figures.add(
                Figure.held(
                        "  most heap alive at once (collected at 300 moments)",
                        times(alive) + " the text",
                        NOT_MEASURED,
                        "10 × the text",
                        alive <= MEMORY_BAR));
        figures.add(allocated(secondary(result, "gc.alloc.rate.norm") / text));
    }

    private static Figure allocated(double timesText) {
        return Figure.shown(
                "  allocated on the way, mostly garbage (JMH's gc profiler)",
                times(timesText) + " the text",
                NOT_MEASURED);
    }

    private void histories() throws RunnerException {
        for (RunResult result : measure(HistoryBenchmark.class)) {
            boolean merge = method(result).equals("mergeConcurrentEdits");
            figures.add(
                    Figure.shown(
                            merge
                                    ? "114 real concurrent edits: both differences and the merge"
                                    : "saves of 8 recorded sessions through between",
                            String.format(
                                    Locale.ROOT,
                                    "%,.0f %s/s",
                                    score(result),
                                    merge ? "merges" : "saves"),
                            ms(cpu(result))));
        }
    }

    private void hostile() throws RunnerException {
        Map<HostileText, RunResult> results = new EnumMap<>(HostileText.class);
        for (RunResult result : measure(HostileBenchmark.class))
            results.put(HostileText.valueOf(result.getParams().getParam("text")), result);
        for (Map.Entry<HostileText, RunResult> entry : results.entrySet()) {
            HostileText text = entry.getKey();
            String name = "differ and merge: " + text.title();
            double clock = score(entry.getValue());
            double cpu = cpu(entry.getValue());
            RunResult normalResult = results.getOrDefault(text.normal(), entry.getValue());
            double normal = cpu(normalResult);
            figures.add(
                    text == text.normal()
                            ? Figure.shown(name, ms(clock), ms(cpu))
                            : Figure.held(
                                    name,
                                    ms(clock),
                                    msAndTimes(cpu, normal),
                                    "processor: 10 × the normal page",
                                    cpu <= HOSTILE_BAR * normal));
        }
    }

    private Iterable<RunResult> measure(Class<?> benchmark) throws RunnerException {
        progress.println("measuring " + benchmark.getSimpleName() + " …");
        ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .include("^" + benchmark.getName().replace(".", "\\.") + "\\.")
                        .addProfiler(GCProfiler.class)
                        .addProfiler(CpuTime.class)
                        .forks(quick ? 0 : 1)
                        // The bars are for a warm JVM: an operation of 300 ms needs this long
                        // until the compiler is done, where others keep the machine busy.
                        .warmupIterations(quick ? 0 : 5)
                        .warmupTime(TimeValue.seconds(2))
                        .measurementIterations(quick ? 1 : 3)
                        .measurementTime(TimeValue.milliseconds(quick ? 1 : 1_000))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        // JMH's own means; JDK 25 warns of them, which says nothing about us.
                        .jvmArgsAppend("--sun-misc-unsafe-memory-access=allow");
        if (benchmark == HistoryBenchmark.class)
            options.param("data", data.toAbsolutePath().normalize().toString());
        return new Runner(options.build()).run();
    }

    private static String method(RunResult result) {
        return result.getPrimaryResult().getLabel();
    }

    private static double score(RunResult result) {
        return result.getPrimaryResult().getScore();
    }

    private static double cpu(RunResult result) {
        return secondary(result, CpuTime.NAME);
    }

    private static double secondary(RunResult result, String name) {
        return Objects.requireNonNull(result.getSecondaryResults().get(name), name).getScore();
    }

    private static String msAndTimes(double milliseconds, double other) {
        return ms(milliseconds) + " = " + times(milliseconds / other);
    }

    private static String ms(double milliseconds) {
        return String.format(Locale.ROOT, "%.1f ms", milliseconds);
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, "%.1f ×", ratio);
    }
}
