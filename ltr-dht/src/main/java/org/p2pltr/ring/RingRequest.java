package org.p2pltr.ring;

import org.p2pltr.env.Request;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.RingPosition;

/** What the outside asks of the ring. */
public sealed interface RingRequest extends Request {

    /** Which peers are known? Answered at once with {@link RingReply.KnownPeers}. */
    record PeersAsked() implements RingRequest {}

    /**
     * Who is responsible for a position? Answered with {@link RingReply.Responsible}; in a ring of
     * many peers perhaps with {@link RingReply.NotFound}.
     */
    record LookupAsked(RingPosition position) implements RingRequest {}

    /**
     * Join the network through the peer at this address. Answered with {@link RingReply.Joined}
     * when it answers, with {@link RingReply.NoAnswer} if it does not within {@link
     * RingSettings#joinPatience}, at once with {@link RingReply.Left} if this peer has left.
     */
    record JoinAsked(PeerAddress address) implements RingRequest {}

    /**
     * Leave the ring for the rest of this run. Answered with {@link RingReply.Left} when all live
     * peers have heard of it or the tries are used up (about a second and a half by default).
     */
    record LeaveAsked() implements RingRequest {}
}
