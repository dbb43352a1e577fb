package org.p2pltr.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/**
 * The world of one simulated peer from one start to its end. Every callback comes through {@link
 * SimulatedPeer#arrive}, which drops it when that end has come.
 */
final class PeerWorld implements World {
    private final SimulatedPeer peer;
    private final SimulatedNetwork network;
    private final VirtualTime time;
    private final RandomGenerator random;

    /** How fast its clock runs from {@code since} on, when it showed {@code shown} nanoseconds. */
    private double rate = 1;

    private long since;
    private long shown;

    /** Looked up, never iterated. */
    private final Map<PeerId, PeerAddress> addresses = new HashMap<>();

    PeerWorld(
            SimulatedPeer peer,
            SimulatedNetwork network,
            VirtualTime time,
            RandomGenerator random) {
        this.peer = peer;
        this.network = network;
        this.time = time;
        this.random = random;
        this.since = time.now();
    }

    @Override
    public void send(PeerId to, Message message) {
        PeerAddress address = addresses.get(to);
        if (address == null) {
            network.sendNowhere(message);
        } else {
            network.send(peer, address, to, message);
        }
    }

    @Override
    public void call(PeerAddress to, Message message) {
        network.call(peer, to, message);
    }

    @Override
    public void know(PeerContact contact) {
        addresses.put(contact.id(), contact.address());
    }

    @Override
    public void schedule(Duration after, Runnable then) {
        long nanos = Math.max(0, (long) (VirtualTime.nanos(after) / rate));
        time.after(nanos, () -> peer.arrive(this, "timer", then));
    }

    @Override
    public void commit(List<Write> writes, Runnable synced) {
        peer.disk().commit(writes, () -> peer.arrive(this, "synced", synced));
    }

    @Override
    public void read(Range range, int maxRows, int maxBytes, Consumer<DurableStore.Rows> found) {
        peer.disk()
                .read(
                        range,
                        maxRows,
                        maxBytes,
                        rows -> peer.arrive(this, "found", () -> found.accept(rows)));
    }

    @Override
    public void compute(Task task, Consumer<Result> done) {
        time.after(
                peer.computeNanos(),
                () -> peer.arrive(this, "computed", () -> peer.compute(task, done)));
    }

    @Override
    public void report(PeerEvent event) {
        peer.report(event);
    }

    @Override
    public Duration uptime() {
        return Duration.ofNanos(shown + (long) ((time.now() - since) * rate));
    }

    /** From here on its clock runs at this rate. */
    void rate(double next) {
        shown = uptime().toNanos();
        since = time.now();
        rate = next;
    }

    @Override
    public Instant wallClock() {
        return peer.wallClock();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }
}
