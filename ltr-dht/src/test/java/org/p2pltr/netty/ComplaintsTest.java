package org.p2pltr.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ComplaintsTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Complaints complaints = new Complaints();

    @Test
    void theSameIsDueOncePerMinuteWithHowOftenItWas() {
        assertThat(due("eve", 0)).isEqualTo(1);
        for (int second = 1; second < 60; second++)
            assertThat(due("eve", second * SECOND)).isZero();
        assertThat(due("eve", 60 * SECOND)).isEqualTo(60);
        assertThat(due("eve", 300 * SECOND)).isEqualTo(1);
    }

    @Test
    void othersAndOtherKindsAreDueForThemselves() {
        assertThat(due("eve", 0)).isEqualTo(1);
        assertThat(due("mallory", 0)).isEqualTo(1);
        assertThat(complaints.due(Complaints.Kind.BROKEN, "eve", 0)).isEqualTo(1);
    }

    @Test
    void onlySoManyAreRemembered() {
        assertThat(due("eve", 0)).isEqualTo(1);
        for (int i = 0; i < Complaints.MAX_REMEMBERED; i++) due("peer " + i, 0);
        assertThat(due("eve", 1)).isEqualTo(1);
    }

    private long due(String about, long now) {
        return complaints.due(Complaints.Kind.MALFORMED, about, now);
    }
}
