package org.p2pltr.loop;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of a peer's protocol: does what it is given, one after the other, and its timers.
 * It sleeps when there is nothing to do. Source: architecture.md, rule 3.
 */
public final class PeerThread implements Executor, AutoCloseable {
    /** Most steps in one turn, so that what they send leaves soon. */
    private static final int MAX_TURN = 256;

    private final Consumer<Throwable> fatal;
    private final Thread thread;
    private final LinkedBlockingQueue<Runnable> given = new LinkedBlockingQueue<>();

    // Below: touched by the thread itself only.
    private final ArrayDeque<Runnable> turn = new ArrayDeque<>();
    private final PriorityQueue<Reminder> reminders =
            new PriorityQueue<>(
                    Comparator.comparingLong(Reminder::at).thenComparingLong(Reminder::number));
    private final long started = System.nanoTime();
    private Runnable afterTurn = () -> {};
    private long reminderCount;
    private long now;
    private boolean open = true;

    /** {@code at} in nanoseconds since the start; equal times in the order of their numbers. */
    private record Reminder(long at, long number, Runnable then) {}

    /**
     * A thread of the given name, not started yet. {@code fatal} is called on it, once, with what a
     * step threw; the thread ends then.
     */
    public PeerThread(String name, Consumer<Throwable> fatal) {
        this.fatal = fatal;
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    /** Starts it; what was given before is done now. */
    public void start() {
        thread.start();
    }

    /** Gives it something to do; from any thread. After the end it is forgotten. */
    @Override
    public void execute(Runnable step) {
        given.add(step);
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

    /** True on the thread itself. */
    boolean isCurrent() {
        return Thread.currentThread().equals(thread);
    }

    /**
     * Ends the thread after the step it is at, and waits for that unless called on it. Timers and
     * steps that were not done are forgotten.
     */
    @Override
    public void close() {
        given.add(() -> open = false);
        if (isCurrent() || thread.getState() == Thread.State.NEW) return;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    @SuppressWarnings("CatchingThrowable") // Whatever it is: the peer must not carry on wrong.
    private void run() {
        try {
            while (open) takeTurn();
        } catch (Throwable e) {
            fatal.accept(e);
        }
    }

    private void takeTurn() throws InterruptedException {
        awaitWork();
        given.drainTo(turn, MAX_TURN);
        for (Runnable step = turn.poll(); step != null && open; step = turn.poll()) {
            readClock();
            step.run();
        }
        readClock();
        // Only what is due at this point: a timer of no time at all must not starve the others.
        for (long due = now; open && isDue(due); readClock()) {
            reminders.remove().then().run();
        }
        afterTurn.run();
    }

    private boolean isDue(long time) {
        @Nullable Reminder next = reminders.peek();
        return next != null && next.at() <= time;
    }

    private void awaitWork() throws InterruptedException {
        @Nullable Reminder next = reminders.peek();
        @Nullable Runnable first;
        if (next == null) {
            first = given.take();
        } else {
            readClock();
            first = given.poll(Math.max(0, next.at() - now), TimeUnit.NANOSECONDS);
        }
        if (first != null) turn.add(first);
    }

    private void readClock() {
        now = System.nanoTime() - started;
    }
}
