package org.p2pltr.loop;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.p2pltr.env.DurableStore;
import org.p2pltr.env.Message;
import org.p2pltr.env.Network;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.env.Range;
import org.p2pltr.env.Result;
import org.p2pltr.env.Task;
import org.p2pltr.env.World;
import org.p2pltr.env.Write;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;

/**
 * The real world of one peer: its thread, network and store, the computer's clock and random
 * numbers, and threads for heavy work. All methods but {@link #deliverTo} and {@link #close} are
 * called on the peer's thread.
 */
public final class RealWorld implements World, AutoCloseable {
    private final PeerThread thread;
    private final Network network;
    private final DurableStore store;
    private final Consumer<PeerEvent> reports;
    private final ExecutorService workers;
    private final RandomGenerator random = new SecureRandom();

    /**
     * A world of these parts, which stay their maker's to close. {@code reports} is called on the
     * peer's thread and does not block. Call before the thread is started.
     */
    public RealWorld(
            PeerThread thread, Network network, DurableStore store, Consumer<PeerEvent> reports) {
        this.thread = thread;
        this.network = network;
        this.store = store;
        this.reports = reports;
        this.workers =
                Executors.newFixedThreadPool(
                        Math.max(1, Runtime.getRuntime().availableProcessors()),
                        Thread.ofPlatform().daemon().name("peer-work-", 0).factory());
        thread.afterTurn(network::flush);
    }

    /**
     * Takes what comes from the network to the loop: {@code loop::received}. Beyond 64 MiB of
     * messages that wait, messages are dropped and that is reported. From any thread.
     */
    public Network.Listener deliverTo(BiConsumer<PeerId, Message> receiver) {
        return new Inbox(thread, receiver, reports);
    }

    @Override
    public Duration uptime() {
        return thread.uptime();
    }

    @Override
    public Instant wallClock() {
        return Instant.now();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void send(PeerId to, Message message) {
        network.send(to, message);
    }

    @Override
    public void call(PeerAddress to, Message message) {
        network.call(to, message);
    }

    @Override
    public void know(PeerContact contact) {
        network.know(contact);
    }

    @Override
    public void schedule(Duration after, Runnable then) {
        thread.schedule(after, then);
    }

    @Override
    public void commit(List<Write> writes, Runnable synced) {
        store.commit(writes, () -> thread.execute(synced));
    }

    @Override
    public void read(Range range, int maxRows, int maxBytes, Consumer<DurableStore.Rows> found) {
        store.read(range, maxRows, maxBytes, rows -> thread.execute(() -> found.accept(rows)));
    }

    @Override
    @SuppressWarnings("CatchingThrowable") // Thrown again on the loop, where it stops the peer.
    public void compute(Task task, Consumer<Result> done) {
        workers.execute(() -> {
            try {
                Result result = task.run();
                thread.execute(() -> done.accept(result));
            } catch (Throwable e) {
                thread.execute(() -> {
                    throw new IllegalStateException("heavy work failed", e);
                });
            }
        });
    }

    @Override
    public void report(PeerEvent event) {
        reports.accept(event);
    }

    /** Ends the threads for heavy work; from any thread. */
    @Override
    public void close() {
        workers.shutdownNow();
    }
}
