package org.p2pltr.ring;

import java.util.List;
import org.p2pltr.env.Reply;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;

/** What the ring answers to the outside. */
public sealed interface RingReply extends Reply {

    /** All known peers in the order of their ids, this one included. */
    record KnownPeers(List<KnownPeer> peers) implements RingReply {
        public KnownPeers {
            peers = List.copyOf(peers);
        }
    }

    /**
     * Who is responsible for a position.
     *
     * @param peers as in {@link RingNotice.Located}
     * @param path the peers that the lookup went through, this one first, the responsible last
     */
    record Responsible(RingPosition position, List<PeerId> peers, List<PeerId> path)
            implements RingReply {
        public Responsible {
            peers = List.copyOf(peers);
            path = List.copyOf(path);
        }
    }

    /** The lookup was tried several times and had no answer. Only of a ring of many peers. */
    record NotFound(RingPosition position) implements RingReply {}

    /** The peer at the address answered. */
    record Joined(PeerAddress address, PeerId through) implements RingReply {}

    /** Nobody of this network answered at the address in time. */
    record NoAnswer(PeerAddress address) implements RingReply {}

    /** This peer has left the ring; only a new start brings it back. */
    record Left() implements RingReply {}
}
