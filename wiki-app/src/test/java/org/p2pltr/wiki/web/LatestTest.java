package org.p2pltr.wiki.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LatestTest {
    @Test
    void itIsFoundOutAgainOnlyAfterSomethingHappened() {
        AtomicInteger asked = new AtomicInteger();
        Latest<Integer> latest = new Latest<>(asked::incrementAndGet);
        assertThat(latest.value()).isEqualTo(1);
        assertThat(latest.value()).isEqualTo(1);
        latest.outdated();
        assertThat(latest.value()).isEqualTo(2);
    }

    @Test
    void whatHappensWhileItIsFoundOutCounts() {
        AtomicInteger asked = new AtomicInteger();
        Latest<?>[] self = new Latest<?>[1];
        Supplier<Integer> interrupted =
                () -> {
                    if (asked.incrementAndGet() == 1) self[0].outdated();
                    return asked.get();
                };
        Latest<Integer> latest = new Latest<>(interrupted);
        self[0] = latest;
        assertThat(latest.value()).isEqualTo(1);
        assertThat(latest.value()).isEqualTo(2);
    }
}
