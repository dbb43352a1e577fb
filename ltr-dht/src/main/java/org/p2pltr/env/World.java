package org.p2pltr.env;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;

/**
 * What the peer's loop carries effects out with; real and simulated are the two implementations.
 * Every callback runs on the peer's one loop. No method blocks.
 */
public interface World extends Environment {
    /** Sends if the peer's address is known; the message may be lost. */
    void send(PeerId to, Message message);

    /** Sends to whoever listens at the address. */
    void call(PeerAddress to, Message message);

    /** Remembers where a peer can be reached. */
    void know(PeerContact contact);

    /** Runs something after a while. */
    void schedule(Duration after, Runnable then);

    /** Commits to the peer's store; see {@link DurableStore#commit}. */
    void commit(List<Write> writes, Runnable synced);

    /** Reads from the peer's store; see {@link DurableStore#read}. */
    void read(Range range, int maxRows, int maxBytes, Consumer<DurableStore.Rows> found);

    /** Runs heavy work elsewhere. */
    void compute(Task task, Consumer<Result> done);

    /** Passes on what happened. */
    void report(PeerEvent event);
}
