package org.p2pltr.loop;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.p2pltr.env.Message;
import org.p2pltr.env.Network;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.id.PeerId;

/** Hands what came from the network to the loop's thread; drops what is too much for it. */
final class Inbox implements Network.Listener {
    /** Most bytes of messages that wait for the loop. */
    static final long MAX_WAITING_BYTES = 64L << 20;

    private final PeerThread thread;
    private final BiConsumer<PeerId, Message> receiver;
    private final Consumer<PeerEvent> reports;
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    Inbox(PeerThread thread, BiConsumer<PeerId, Message> receiver, Consumer<PeerEvent> reports) {
        this.thread = thread;
        this.receiver = receiver;
        this.reports = reports;
    }

    @Override
    public void received(PeerId from, Message message, int bytes) {
        if (waitingBytes.addAndGet(bytes) > MAX_WAITING_BYTES) {
            waitingBytes.addAndGet(-bytes);
            dropped.incrementAndGet();
            return;
        }
        thread.execute(() -> {
            waitingBytes.addAndGet(-bytes);
            receiver.accept(from, message);
            // Said once the loop is through with what it had, not once per lost message.
            long lost = dropped.getAndSet(0);
            if (lost > 0) reports.accept(new LoopEvent.Overloaded(lost));
        });
    }

    @Override
    public void happened(PeerEvent event) {
        thread.execute(() -> reports.accept(event));
    }
}
