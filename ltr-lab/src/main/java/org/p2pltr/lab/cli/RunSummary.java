package org.p2pltr.lab.cli;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.p2pltr.lab.scenario.SeedRun;
import org.p2pltr.lab.scenario.Tally;

/** What all seeds of a run came to, for people. */
final class RunSummary {
    private static final int SHOWN = 10;

    /** From so many seeds on, what was never seen was not tested: the run fails. */
    static final long SEEDS_THAT_SHOW_ALL = 500;

    private final List<String> failures = new ArrayList<>();
    private final Tally tally = new Tally();
    private final TreeMap<String, Integer> kinds = new TreeMap<>();
    private long seeds;
    private long events;
    private long saves;
    private long publishes;
    private long faults;
    private Duration virtual = Duration.ZERO;

    void add(SeedRun.Outcome outcome) {
        seeds++;
        events += outcome.events();
        saves += outcome.saves();
        publishes += outcome.publishes();
        faults += outcome.faults();
        virtual = virtual.plus(outcome.time());
        tally.addAll(outcome.tally());
        outcome.kinds().forEach((kind, count) -> kinds.merge(kind, count, Integer::sum));
    }

    void failed(String why) {
        seeds++;
        failures.add(why);
    }

    List<String> failures() {
        return failures;
    }

    /** What should have happened in some seed and happened in none. */
    List<String> neverSeen() {
        return Tally.NAMES.stream().filter(name -> tally.of(name) == 0).toList();
    }

    boolean isGood() {
        return failures.isEmpty() && (isFew() || neverSeen().isEmpty());
    }

    /** True if there were too few seeds to expect that everything happens in some of them. */
    private boolean isFew() {
        return seeds < SEEDS_THAT_SHOW_ALL;
    }

    String text(Duration wall) {
        StringBuilder text = new StringBuilder();
        for (String failure : failures.subList(0, Math.min(SHOWN, failures.size())))
            text.append("FAILED ").append(failure).append('\n');
        if (failures.size() > SHOWN)
            text.append("… and ").append(failures.size() - SHOWN).append(" more\n");
        for (String name : neverSeen())
            text.append(isFew() ? "warning: never seen: " : "FAILED never seen: ")
                    .append(name)
                    .append('\n');
        double seconds = wall.toMillis() / 1000.0;
        text.append(
                String.format(
                        Locale.ROOT,
                        """
                        seeds        %,d (%,d failed)
                        events       %,d
                        saves        %,d
                        publishes    %,d
                        faults       %,d
                        virtual time %,d s
                        wall time    %,.1f s
                        CPU time     %,.2f s per seed
                        """,
                        seeds,
                        failures.size(),
                        events,
                        saves,
                        publishes,
                        faults,
                        virtual.toSeconds(),
                        seconds,
                        seeds == 0 ? 0.0 : cpuSeconds() / seeds));
        for (String name : Tally.NAMES)
            text.append(String.format(Locale.ROOT, "%-24s %,d%n", name, tally.of(name)));
        kinds.forEach((kind, count) ->
                text.append(String.format(Locale.ROOT, "fault %-18s %,d%n", kind, count)));
        return text.toString();
    }

    private static double cpuSeconds() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean machine
                ? machine.getProcessCpuTime() / 1e9
                : 0;
    }
}
