package org.p2pltr.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.p2pltr.Eventually;

class PeerThreadTest {
    private final List<Throwable> failures = new ArrayList<>();
    private final ScheduledExecutorService host =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("peer-loop").factory());
    private final PeerThread thread = new PeerThread(host, failures::add);

    @AfterEach
    void end() {
        thread.close();
        host.shutdownNow();
    }

    @Test
    void stepsAreDoneInOrderOnOneThread() {
        List<String> done = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            int number = i;
            thread.execute(() -> done.add(Thread.currentThread().getName() + number));
        }
        thread.start();
        afterAll();
        assertThat(done)
                .hasSize(1000)
                .startsWith("peer-loop0", "peer-loop1")
                .endsWith("peer-loop999");
    }

    @Test
    void timersComeInTheOrderOfTheirTimesAndNeverEarly() {
        List<Integer> order = new ArrayList<>();
        List<Duration> early = new ArrayList<>();
        CompletableFuture<Boolean> last = new CompletableFuture<>();
        thread.execute(() -> {
            Duration start = thread.uptime();
            for (int millis : List.of(30, 10, 20, 10, 0)) {
                Duration after = Duration.ofMillis(millis);
                thread.schedule(
                        after,
                        () -> {
                            order.add(millis);
                            Duration waited = thread.uptime().minus(start);
                            if (waited.compareTo(after) < 0) early.add(waited);
                            if (millis == 30) last.complete(true);
                        });
            }
        });
        thread.start();
        last.join();
        assertThat(order).containsExactly(0, 10, 10, 20, 30);
        assertThat(early).isEmpty();
    }

    @Test
    void aTimerThatRestartsItselfAtOnceDoesNotStarveTheSteps() {
        AtomicInteger rounds = new AtomicInteger();
        Runnable[] again = {() -> {}};
        again[0] =
                () -> {
                    rounds.incrementAndGet();
                    thread.schedule(Duration.ZERO, again[0]);
                };
        thread.execute(again[0]);
        thread.start();
        afterAll();
        Eventually.until("the timer came again", () -> rounds.get() > 10);
        afterAll();
    }

    @Test
    void manyStepsShareTheEndOfATurn() {
        AtomicInteger turns = new AtomicInteger();
        thread.afterTurn(turns::incrementAndGet);
        for (int i = 0; i < 1000; i++) thread.execute(() -> {});
        thread.start();
        afterAll();
        Eventually.until("a turn ended", () -> turns.get() > 0);
        assertThat(turns.get()).isLessThan(20);
    }

    @Test
    void whatAStepThrowsReachesTheOwnerAndEndsTheThread() {
        IllegalStateException broken = new IllegalStateException("broken");
        AtomicInteger later = new AtomicInteger();
        thread.execute(() -> {
            throw broken;
        });
        thread.execute(later::incrementAndGet);
        thread.start();
        thread.close();
        assertThat(failures).containsExactly(broken);
        assertThat(later).hasValue(0);
    }

    @Test
    void anIdleThreadUsesNoProcessorTime() {
        CompletableFuture<Long> id = new CompletableFuture<>();
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        thread.execute(() -> {
            id.complete(Thread.currentThread().threadId());
            thread.schedule(Duration.ofMillis(300), () -> over.complete(true));
        });
        thread.start();
        long before = ManagementFactory.getThreadMXBean().getThreadCpuTime(id.join());
        over.join();
        long used = ManagementFactory.getThreadMXBean().getThreadCpuTime(id.join()) - before;
        assertThat(Duration.ofNanos(used)).isLessThan(Duration.ofMillis(100));
    }

    @Test
    void afterTheEndNothingIsDoneAnyMore() {
        AtomicInteger later = new AtomicInteger();
        thread.start();
        thread.execute(() -> thread.schedule(Duration.ofDays(1), later::incrementAndGet));
        thread.close();
        thread.execute(later::incrementAndGet);
        assertThat(later).hasValue(0);
    }

    private void afterAll() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        thread.execute(() -> done.complete(true));
        done.join();
    }
}
