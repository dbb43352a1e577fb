package org.p2pltr.lab.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.p2pltr.lab.scenario.SeedRun;

/** What all seeds of a run came to, for people. */
final class RunSummary {
    private static final int SHOWN = 10;

    private final List<String> failures = new ArrayList<>();
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
    }

    void failed(@Nullable Throwable why) {
        seeds++;
        failures.add(why == null ? "failed" : String.valueOf(why.getMessage()));
    }

    List<String> failures() {
        return failures;
    }

    String text(Duration wall) {
        StringBuilder text = new StringBuilder();
        for (String failure : failures.subList(0, Math.min(SHOWN, failures.size())))
            text.append("FAILED ").append(failure).append('\n');
        if (failures.size() > SHOWN)
            text.append("… and ").append(failures.size() - SHOWN).append(" more\n");
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
                        speed        %,.1f seeds/s
                        """,
                        seeds,
                        failures.size(),
                        events,
                        saves,
                        publishes,
                        faults,
                        virtual.toSeconds(),
                        seconds,
                        seconds == 0 ? 0.0 : seeds / seconds));
        return text.toString();
    }
}
