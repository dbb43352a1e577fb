package org.p2pltr.netty;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerId;
import org.p2pltr.wire.Frame;

/**
 * The way to one address: connected when needed, again and again if need be; what is to be sent
 * waits here meanwhile, for a while and up to a size. Touched by the network's thread only.
 */
final class Link {
    private final PeerAddress address;
    private final ConnectionLimits limits;
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private State state = State.IDLE;
    private @Nullable Connection connection;
    private long queuedBytes;
    private int failures;
    private long notBefore;

    enum State {
        /** Not connected, nobody waits. */
        IDLE,
        /** Will be dialled when the pause is over. */
        PAUSING,
        DIALLING,
        OPEN
    }

    /** Who may get a frame that waits: whoever answers, or one peer only. */
    sealed interface Receiver {
        record Anyone() implements Receiver {}

        record Only(PeerId peer) implements Receiver {}
    }

    private record Waiting(Frame frame, Receiver receiver, long since) {
        boolean isFor(PeerId peer) {
            return switch (receiver) {
                case Receiver.Anyone() -> true;
                case Receiver.Only(PeerId only) -> only.equals(peer);
            };
        }
    }

    Link(PeerAddress address, ConnectionLimits limits, long now) {
        this.address = address;
        this.limits = limits;
        this.notBefore = now;
    }

    PeerAddress address() {
        return address;
    }

    State state() {
        return state;
    }

    /** The connection, while it is open. */
    Optional<Connection> connection() {
        return Optional.ofNullable(connection);
    }

    /** True if nothing is lost when this link is forgotten. */
    boolean isIdle() {
        return state == State.IDLE && queue.isEmpty();
    }

    /** False: too much waits already, so this frame is dropped. */
    boolean add(Frame frame, Receiver receiver, long now) {
        if (queuedBytes + frame.bytesOnTheWire() > limits.queueBytes()) return false;
        queuedBytes += frame.bytesOnTheWire();
        queue.addLast(new Waiting(frame, receiver, now));
        return true;
    }

    /** How long to pause before the next attempt, in nanoseconds. */
    long pause(long now) {
        return Math.max(0, notBefore - now);
    }

    void pausing() {
        state = State.PAUSING;
    }

    void dialling() {
        state = State.DIALLING;
    }

    void opened(Connection with) {
        state = State.OPEN;
        connection = with;
        failures = 0;
    }

    void closed(long now) {
        state = State.IDLE;
        connection = null;
        notBefore = now + backOff(0);
    }

    /** An attempt failed. Gives how many frames waited too long and were dropped. */
    int failed(long now, boolean hopeless) {
        state = State.IDLE;
        notBefore = now + backOff(hopeless ? Integer.MAX_VALUE : failures);
        failures++;
        int dropped = 0;
        while (!queue.isEmpty()
                && (hopeless || now - queue.peekFirst().since() > limits.queueTime().toNanos())) {
            queuedBytes -= queue.removeFirst().frame().bytesOnTheWire();
            dropped++;
        }
        return dropped;
    }

    boolean hasWaiting() {
        return !queue.isEmpty();
    }

    /** Hands over in order what waits for this peer. */
    void handOver(PeerId peer, Consumer<Frame> send) {
        int all = queue.size();
        for (int i = 0; i < all; i++) {
            Waiting waiting = queue.removeFirst();
            if (waiting.isFor(peer)) {
                queuedBytes -= waiting.frame().bytesOnTheWire();
                send.accept(waiting.frame());
            } else {
                queue.addLast(waiting);
            }
        }
    }

    /** Forgets what waits; gives how many frames that were. */
    int dropAll() {
        int dropped = queue.size();
        queue.clear();
        queuedBytes = 0;
        return dropped;
    }

    /**
     * Doubles with each failure; half of it is left to chance, so that peers do not march in step.
     */
    private long backOff(int attempt) {
        long first = limits.firstRetry().toNanos();
        long last = limits.lastRetry().toNanos();
        long full = attempt > 20 ? last : Math.min(last, first << attempt);
        return full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1);
    }
}
