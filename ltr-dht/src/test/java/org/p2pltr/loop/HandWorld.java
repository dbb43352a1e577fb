package org.p2pltr.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.p2pltr.env.DurableStore;
import org.p2pltr.env.Message;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.env.Range;
import org.p2pltr.env.Result;
import org.p2pltr.env.Task;
import org.p2pltr.env.World;
import org.p2pltr.env.Write;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;

/** A world that writes down what is asked of it, and whose callbacks the test runs by hand. */
final class HandWorld implements World {
    /** What left, in order: messages, reports, contacts. */
    final List<Object> out = new ArrayList<>();

    /** Syncs, timers, reads and tasks that have not come back yet, in the order of the asking. */
    final Deque<Runnable> callbacks = new ArrayDeque<>();

    private final RandomGenerator random = new SplittableRandom(1);
    private Duration uptime = Duration.ZERO;

    void comeBack() {
        callbacks.removeFirst().run();
    }

    @Override
    public void send(PeerId to, Message message) {
        out.add(message);
    }

    @Override
    public void call(PeerAddress to, Message message) {
        out.add(message);
    }

    @Override
    public void know(PeerContact contact) {
        out.add(contact);
    }

    @Override
    public void schedule(Duration after, Runnable then) {
        callbacks.addLast(then);
    }

    @Override
    public void commit(List<Write> writes, Runnable synced) {
        callbacks.addLast(synced);
    }

    @Override
    public void read(Range range, int maxRows, int maxBytes, Consumer<DurableStore.Rows> found) {
        callbacks.addLast(() -> found.accept(new DurableStore.Rows(List.of(), false)));
    }

    @Override
    public void compute(Task task, Consumer<Result> done) {
        callbacks.addLast(() -> done.accept(task.run()));
    }

    @Override
    public void report(PeerEvent event) {
        out.add(event);
    }

    /** Each look at the clock sees a later time: the loop must not let a role notice. */
    @Override
    public Duration uptime() {
        uptime = uptime.plusMillis(1);
        return uptime;
    }

    @Override
    public Instant wallClock() {
        return Instant.EPOCH.plus(uptime);
    }

    @Override
    public RandomGenerator random() {
        return random;
    }
}
