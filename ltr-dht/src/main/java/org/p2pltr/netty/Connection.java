package org.p2pltr.netty;

import io.netty.channel.Channel;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.wire.TransportMessage.Hello;

/** A connection on which both ends have proven who they are. */
record Connection(Channel channel, boolean dialled, PeerContact contact, Hello hello) {
    PeerId peer() {
        return contact.id();
    }
}
