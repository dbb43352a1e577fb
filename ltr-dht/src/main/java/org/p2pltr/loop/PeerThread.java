package org.p2pltr.loop;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The peer's protocol on one thread: does what it is given, one after the other, and its timers.
 * The thread is the network's, so that a message is taken and answered without waking another one:
 * see docs/decisions/0007-the-loop-runs-on-the-network-thread.md. Source: architecture.md, rule 3.
 */
public final class PeerThread implements Executor, AutoCloseable {
    /** Most steps in one turn, so that what they send leaves soon. */
    private static final int MAX_TURN = 256;

    private static final Wake NEVER =
            new Wake(Long.MAX_VALUE, CompletableFuture.completedFuture(true));

    private final ScheduledExecutorService host;
    private final Consumer<Throwable> fatal;
    private final ConcurrentLinkedQueue<Runnable> given = new ConcurrentLinkedQueue<>();

    /** A turn is asked for and has not begun. */
    private final AtomicBoolean called = new AtomicBoolean();

    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private volatile boolean started;
    private volatile @Nullable Thread current;

    // Below: touched by the thread itself only.
    private final PriorityQueue<Reminder> reminders =
            new PriorityQueue<>(
                    Comparator.comparingLong(Reminder::at).thenComparingLong(Reminder::number));
    private final long began = System.nanoTime();
    private Runnable afterTurn = () -> {};
    private long reminderCount;
    private long now;
    private Wake wake = NEVER;
    private boolean open = true;

    /** {@code at} in nanoseconds since the start; equal times in the order of their numbers. */
    private record Reminder(long at, long number, Runnable then) {}

    /** The turn that comes by itself. */
    private record Wake(long at, Future<?> coming) {}

    /**
     * Of this executor, which has one thread and stays its maker's to end. {@code fatal} is called
     * on it, once, with what a step threw; nothing is done after that.
     */
    public PeerThread(ScheduledExecutorService host, Consumer<Throwable> fatal) {
        this.host = host;
        this.fatal = fatal;
    }

    /** Starts it; what was given before is done now. */
    public void start() {
        started = true;
        callTurn();
    }

    /** Gives it something to do; from any thread. After the end it is forgotten. */
    @Override
    public void execute(Runnable step) {
        if (ended.isDone()) return;
        given.add(step);
        if (started) callTurn();
    }

    /**
     * Does something after a while; on the thread itself only. What is longer than 290 years never
     * comes.
     */
    void schedule(Duration after, Runnable then) {
        long nanos = Math.max(0, TimeUnit.NANOSECONDS.convert(after));
        long at = now + nanos < 0 ? Long.MAX_VALUE : now + nanos;
        reminders.add(new Reminder(at, ++reminderCount, then));
    }

    /** What is done after each turn of steps; set before the start or on the thread itself. */
    void afterTurn(Runnable step) {
        afterTurn = step;
    }

    /** Time since this object was made, the same during one step; on the thread itself only. */
    Duration uptime() {
        return Duration.ofNanos(now);
    }

    /** True during its steps. */
    boolean isCurrent() {
        return Thread.currentThread().equals(current);
    }

    /**
     * Ends it after the step it is at, and waits for that unless called by a step. Timers and steps
     * that were not done are forgotten.
     */
    @Override
    public void close() {
        if (!started) return;
        execute(this::end);
        if (!isCurrent()) ended.join();
    }

    private void end() {
        open = false;
        wake.coming().cancel(false);
        given.clear();
        reminders.clear();
        ended.complete(true);
    }

    private void callTurn() {
        if (!ended.isDone() && called.compareAndSet(false, true)) call(host);
    }

    private void call(Executor how) {
        try {
            how.execute(this::takeTurn);
        } catch (RejectedExecutionException hostIsGone) {
            ended.complete(true);
        }
    }

    @SuppressWarnings("CatchingThrowable") // Whatever it is: the peer must not carry on wrong.
    private void takeTurn() {
        called.set(false);
        if (!open) return;
        current = Thread.currentThread();
        try {
            doWhatIsGiven();
            doWhatIsDue();
            afterTurn.run();
            if (open) sleep();
        } catch (Throwable e) {
            fail(e);
        } finally {
            current = null;
        }
    }

    private void fail(Throwable why) {
        open = false;
        try {
            fatal.accept(why);
        } finally {
            // Whoever waits for the end finds the owner told.
            end();
        }
    }

    private void doWhatIsGiven() {
        for (int i = 0; i < MAX_TURN && open; i++) {
            Runnable step = given.poll();
            if (step == null) return;
            readClock();
            step.run();
        }
    }

    private void doWhatIsDue() {
        readClock();
        // Only what is due at this point: a timer of no time at all must not starve the others.
        for (long due = now; open && isDue(due); readClock()) {
            reminders.remove().then().run();
        }
    }

    private boolean isDue(long time) {
        @Nullable Reminder next = reminders.peek();
        return next != null && next.at() <= time;
    }

    /** Sees to it that there is another turn when something is to be done. */
    private void sleep() {
        // As a timer that is due, so that the host reads from the network before it.
        if (!given.isEmpty() && called.compareAndSet(false, true))
            call(turn -> {
                var _ = host.schedule(turn, 0, TimeUnit.NANOSECONDS);
            });
        readClock();
        @Nullable Reminder next = reminders.peek();
        if (next == null || next.at() >= wake.at()) return;
        wake.coming().cancel(false);
        wake =
                new Wake(
                        next.at(),
                        host.schedule(
                                this::wakeUp, Math.max(0, next.at() - now), TimeUnit.NANOSECONDS));
    }

    private void wakeUp() {
        wake = NEVER;
        takeTurn();
    }

    private void readClock() {
        now = System.nanoTime() - began;
    }
}
