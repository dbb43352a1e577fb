package org.p2pltr.wiki.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.p2pltr.peer.PeerReport;

/** Saves as they are counted and timed. */
class SaveMetricsTest {
    private static final long MILLI = 1_000_000;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SaveMetrics metrics = new SaveMetrics(registry);

    private double counted(String name) {
        return registry.get(name).counter().count();
    }

    @Test
    void aSaveIsTimedFromItsDurabilityToItsTimestamp() {
        metrics.hear(new PeerReport.PatchSaved("Home", "a"), 10 * MILLI);
        metrics.hear(new PeerReport.PatchSaved("Home", "b"), 20 * MILLI);
        metrics.hear(new PeerReport.PatchesValidated("Home", 2, List.of("a", "b")), 50 * MILLI);
        assertThat(counted("ltr.saves.tentative")).isEqualTo(2);
        assertThat(counted("ltr.saves.validated")).isEqualTo(2);
        var publish = registry.get("ltr.publish").timer();
        assertThat(publish.count()).isEqualTo(2);
        assertThat(publish.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(70);
    }

    @Test
    void aSaveOfAnEarlierRunIsCountedWithoutATime() {
        metrics.hear(new PeerReport.PatchesValidated("Home", 2, List.of("a")), MILLI);
        assertThat(counted("ltr.saves.validated")).isEqualTo(1);
        assertThat(registry.get("ltr.publish").timer().count()).isZero();
    }

    @Test
    void aSaveWhoseAnswerWasLostIsKnownFromTheLog() {
        metrics.hear(new PeerReport.PatchSaved("Home", "a"), 0);
        metrics.hear(new PeerReport.Retrieved("Home", 2, List.of("a")), 5 * MILLI);
        assertThat(counted("ltr.saves.validated")).isEqualTo(1);
        assertThat(counted("ltr.patches.retrieved")).isEqualTo(1);
        assertThat(registry.get("ltr.publish").timer().count()).isEqualTo(1);
    }

    @Test
    void patchesOfOthersAreCounted() {
        metrics.hear(new PeerReport.Retrieved("Home", 3, List.of()), MILLI);
        assertThat(counted("ltr.patches.retrieved")).isEqualTo(3);
        assertThat(counted("ltr.saves.validated")).isZero();
    }
}
