package org.p2pltr.env;

import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;

/**
 * A peer's connections to the others. Messages may be lost, never altered or taken for another
 * peer's. {@code send}, {@code call}, {@code know} and {@code flush} are called by one thread at a
 * time; nothing blocks.
 */
public interface Network extends AutoCloseable {
    /** Sends with the next {@link #flush} if the peer's address is known. */
    void send(PeerId to, Message message);

    /** Sends with the next {@link #flush} to whoever of this network listens at the address. */
    void call(PeerAddress to, Message message);

    /** Remembers where a peer is said to listen; what the peer itself said goes first. */
    void know(PeerContact contact);

    /** Lets what was sent leave: once for many messages. */
    void flush();

    /** Closes all connections; what was not sent yet is lost. */
    @Override
    void close();

    /** Whoever takes what comes from the network; called from any thread, and does not block. */
    interface Listener {
        /** A message of {@code bytes} bytes came from a peer that has proven who it is. */
        void received(PeerId from, Message message, int bytes);

        /** Something about the network is worth telling. */
        void happened(PeerEvent event);
    }
}
