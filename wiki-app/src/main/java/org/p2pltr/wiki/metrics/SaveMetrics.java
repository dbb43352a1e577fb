package org.p2pltr.wiki.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.p2pltr.peer.PeerReport;
import org.p2pltr.wiki.peer.WikiPeer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Counts saves and times them, from the peer's reports. Source: docs/metrics.md. */
@Component
class SaveMetrics {
    /** Most saves whose time is taken at once; the oldest is counted without a time then. */
    static final int MOST_OPEN = 10_000;

    private final Counter tentative;
    private final Counter validated;
    private final Counter retrieved;
    private final Timer publish;
    private final Map<String, Long> savedAt = new LinkedHashMap<>();

    @Autowired
    SaveMetrics(WikiPeer peer, MeterRegistry registry) {
        this(registry);
        // Told until this process ends.
        peer.listen(report -> hear(report, System.nanoTime()));
    }

    SaveMetrics(MeterRegistry registry) {
        tentative = counter(registry, "ltr.saves.tentative", "Saves that became durable here");
        validated = counter(registry, "ltr.saves.validated", "Saves of this peer with a timestamp");
        retrieved = counter(registry, "ltr.patches.retrieved", "Patches of others that arrived");
        publish =
                Timer.builder("ltr.publish")
                        .description("From a durable save to its timestamp, time offline included")
                        .serviceLevelObjectives(
                                Duration.ofMillis(10),
                                Duration.ofMillis(50),
                                Duration.ofMillis(100),
                                Duration.ofMillis(250),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(30))
                        .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String meaning) {
        return Counter.builder(name).description(meaning).register(registry);
    }

    /** Takes a report that came at a time in nanoseconds of any one clock. */
    final synchronized void hear(PeerReport report, long nanos) {
        switch (report) {
            case PeerReport.PatchSaved(var _, String patch) -> {
                tentative.increment();
                savedAt.put(patch, nanos);
                if (savedAt.size() > MOST_OPEN) savedAt.remove(savedAt.keySet().iterator().next());
            }
            case PeerReport.PatchesValidated(var _, long _, var patches) -> done(patches, nanos);
            case PeerReport.Retrieved(var _, int patches, var own) -> {
                done(own, nanos);
                retrieved.increment(patches - own.size());
            }
            default -> {
                // Nothing to count.
            }
        }
    }

    private void done(List<String> patches, long nanos) {
        for (String patch : patches) {
            validated.increment();
            Long since = savedAt.remove(patch);
            if (since != null) publish.record(Duration.ofNanos(nanos - since));
        }
    }
}
