package org.p2pltr.ring;

import java.util.List;
import org.p2pltr.env.Notice;
import org.p2pltr.env.RoleName;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;

/** What the ring and the other roles of a peer tell each other. All of it is a hint. */
public sealed interface RingNotice extends Notice {

    /**
     * Told to the ring: who is responsible for a position? Answered to the asker with {@link
     * Located}, or never.
     */
    record Locate(RoleName asker, long question, RingPosition position) implements RingNotice {}

    /**
     * The peer responsible for a position, then its live successors in ring order, at most {@link
     * #MAX_PEERS}; fewer only if the ring has no more live peers. Never empty: this peer itself at
     * least.
     */
    record Located(long question, RingPosition position, List<PeerId> peers) implements RingNotice {
        /** Most peers in an answer. */
        public static final int MAX_PEERS = 8;

        public Located {
            peers = List.copyOf(peers);
        }
    }

    /**
     * Announced: peers came, left, fell silent or were heard again; who is responsible may have
     * moved.
     */
    record RingChanged() implements RingNotice {}

    /**
     * Announced: nothing was heard of this peer for the suspicion time, or it said that it leaves.
     */
    record PeerSuspected(PeerId peer) implements RingNotice {}

    /**
     * Announced: a peer was met (also: in a new life, as it was restarted), or a suspected one was
     * heard again.
     */
    record PeerHeard(PeerId peer) implements RingNotice {}

    /**
     * Told to the ring: the asker depends on these peers, wherever they are. They are watched like
     * neighbours, and their fate announced. Each telling takes the place of the one before.
     */
    record Depend(RoleName asker, List<PeerId> peers) implements RingNotice {
        /** Most peers of one asker. */
        public static final int MAX_PEERS = 256;

        public Depend {
            peers = List.copyOf(peers);
            if (peers.size() > MAX_PEERS)
                throw new IllegalArgumentException(
                        "a role depends on at most " + MAX_PEERS + " peers, not " + peers.size());
        }
    }
}
