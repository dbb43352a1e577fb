package org.p2pltr.sync;

import java.util.List;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchId;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerId;

/** What happens in the User Peer, for people, metrics and the simulator's checks. */
public sealed interface UserEvent extends PeerEvent {
    /** A save is durable as a tentative patch; so many wait now. */
    record Saved(DocumentKey document, PatchId patch, Timestamp ts, int tentative)
            implements UserEvent {}

    /** These patches of this peer got the timestamps up to the head. */
    record Validated(DocumentKey document, Head head, List<PatchId> patches, int tentative)
            implements UserEvent {
        public Validated {
            patches = List.copyOf(patches);
        }
    }

    /**
     * The replica's validated state went on to this head; {@code own} patches of this peer were
     * among the entries (their answer had been lost).
     */
    record Applied(
            DocumentKey document,
            Head head,
            Hash stateDigest,
            int entries,
            List<PatchId> own,
            int conflicts,
            int tentative)
            implements UserEvent {
        public Applied {
            own = List.copyOf(own);
        }
    }

    /** A tentative patch was taken back by its author. */
    record Discarded(DocumentKey document, PatchId patch, Timestamp ts, int tentative)
            implements UserEvent {}

    /** These tentative patches were made one. */
    record Squashed(
            DocumentKey document, List<PatchId> patches, PatchId as, Timestamp ts, int tentative)
            implements UserEvent {
        public Squashed {
            patches = List.copyOf(patches);
        }
    }

    /**
     * A merge came over the limit: these patches left the queue, the local view before is kept as a
     * draft.
     */
    record KeptAsDraft(DocumentKey document, List<PatchId> patches, String draft)
            implements UserEvent {
        public KeptAsDraft {
            patches = List.copyOf(patches);
        }
    }

    /** An entry of the log does not fit the replica: the document does not go on here. */
    record Unfit(DocumentKey document, Timestamp ts, String why) implements UserEvent {}

    /** The network's history of this document is not the one here. */
    record OtherHistory(DocumentKey document, Head here, Head there) implements UserEvent {}

    /**
     * The replica went over to the network's history, which parts from the one here after {@code
     * common}; {@code back} patches of this peer that it does not have are tentative again.
     */
    record WentOver(
            DocumentKey document,
            Timestamp common,
            Head head,
            Hash stateDigest,
            List<PatchId> back,
            int tentative)
            implements UserEvent {
        public WentOver {
            back = List.copyOf(back);
        }
    }

    /**
     * A page's standing changed without a new patch here: it is known to be behind, or tried again.
     */
    record StandingChanged(DocumentKey document, Timestamp ts, int tentative)
            implements UserEvent {}

    /** Working offline or online. */
    record OnlineChanged(boolean online, int pending) implements UserEvent {}

    /** The log told who keeps an entry of this peer. */
    record Kept(DocumentKey document, Timestamp ts, List<PeerId> peers, int places)
            implements UserEvent {
        public Kept {
            peers = List.copyOf(peers);
        }
    }
}
