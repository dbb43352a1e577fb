package org.p2pltr.peer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.p2pltr.env.Reply;
import org.p2pltr.env.Request;
import org.p2pltr.loop.PeerLoop;
import org.p2pltr.loop.PeerThread;

/**
 * A peer's loop on its thread, asked from any thread. Answers are passed on by threads of their
 * own, so whoever waits for them never holds the loop up. Not by virtual ones: see
 * docs/decisions/0005-platform-threads.md.
 */
final class RunningPeer implements AutoCloseable {
    private final PeerThread thread;
    private final PeerLoop loop;
    private final List<AutoCloseable> parts;
    private final ExecutorService answers =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("peer-answer-", 0).factory());
    private final Map<Long, CompletableFuture<?>> open = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** {@code parts} are closed after the thread, in this order. */
    RunningPeer(PeerThread thread, PeerLoop loop, List<AutoCloseable> parts) {
        this.thread = thread;
        this.loop = loop;
        this.parts = List.copyOf(parts);
    }

    /** Asks a role; the future completes off the loop's thread. */
    <T> CompletableFuture<T> ask(Request request, Function<Reply, T> translate) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        long number = numbers.incrementAndGet();
        open.put(number, answer);
        CompletableFuture<T> tidied = answer.whenComplete((_, _) -> open.remove(number));
        if (closed.get()) {
            answer.completeExceptionally(gone());
            return tidied;
        }
        thread.execute(() -> {
            try {
                loop.ask(request, reply -> pass(answer, reply, translate));
            } catch (RuntimeException e) {
                answers.execute(() -> answer.completeExceptionally(e));
            }
        });
        return tidied;
    }

    private <T> void pass(CompletableFuture<T> answer, Reply reply, Function<Reply, T> translate) {
        answers.execute(() -> {
            try {
                answer.complete(translate.apply(reply));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
    }

    private static IllegalStateException gone() {
        return new IllegalStateException("the peer is closed");
    }

    /** True from the close on, whoever closed it. */
    boolean isClosed() {
        return closed.get();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) return;
        thread.execute(loop::stop);
        thread.close();
        for (AutoCloseable part : parts) Closing.quietly(part);
        for (CompletableFuture<?> each : open.values()) each.completeExceptionally(gone());
        answers.shutdown();
    }
}
