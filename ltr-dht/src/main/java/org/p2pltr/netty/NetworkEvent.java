package org.p2pltr.netty;

import org.p2pltr.env.PeerEvent;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.wire.TransportMessage.Refusal;

/** What the network has to report. */
public sealed interface NetworkEvent extends PeerEvent {
    /** The first connection with a peer is made; both ends have proven who they are. */
    record PeerConnected(PeerContact contact, String name, long start) implements NetworkEvent {}

    /** The last connection with a peer has ended. */
    record PeerDisconnected(PeerId peer) implements NetworkEvent {}

    /**
     * Someone does what no peer does, or cannot be reached: {@code times} since the last report of
     * it, at most one report per minute.
     */
    record Complaint(String about, String what, long times) implements NetworkEvent {}

    /** Another peer refuses to talk with this one; at most one report per minute. */
    record Refused(String by, Refusal.Reason reason, String text) implements NetworkEvent {}
}
