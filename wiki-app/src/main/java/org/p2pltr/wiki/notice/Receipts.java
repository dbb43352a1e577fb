package org.p2pltr.wiki.notice;

import java.time.Duration;
import java.util.Optional;
import org.p2pltr.wiki.peer.WikiPeer;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Service;

/**
 * The receipts of this peer's own saves: when each got its timestamp, and who keeps it. The newest
 * ones since the start only; any thread.
 */
@Service
public class Receipts implements SmartLifecycle {
    private final WikiPeer peer;
    private final ReceiptBook book = new ReceiptBook(System::nanoTime);
    private volatile Runnable unlisten = () -> {};
    private volatile boolean running;

    Receipts(WikiPeer peer) {
        this.peer = peer;
    }

    /**
     * The receipt of a page's validated timestamp, if it was this peer's save and is remembered.
     */
    public Optional<Receipt> of(String name, long ts) {
        return book.of(name, ts);
    }

    /**
     * How many of this peer's saves got their timestamp so long ago, between the two times, and
     * lack a copy in the P2P-Log as far as this peer was told; what repair does later is not told.
     */
    public long lacking(Duration least, Duration most) {
        return book.lacking(least, most);
    }

    @Override
    public void start() {
        running = true;
        unlisten = peer.listen(book::heard);
    }

    @Override
    public void stop() {
        running = false;
        unlisten.run();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
