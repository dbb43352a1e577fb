package org.p2pltr.lab.ring;

import java.util.List;
import org.p2pltr.env.Message;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;

/**
 * What peers of a {@link ChordPeer} ring say to each other; an answer has its question's number.
 */
sealed interface ChordMessage extends Message {
    long number();

    /** Are you there? Answered with {@link Alive}. */
    record Check(long number) implements ChordMessage {}

    /** I am. */
    record Alive(long number) implements ChordMessage {}

    /** Stabilize and notify in one: answered with {@link Neighbours}. */
    record Stabilize(long number, PeerContact sender) implements ChordMessage {}

    /** The predecessor, if it lies between; the peer itself; its successor list. */
    record Neighbours(long number, List<PeerContact> peers) implements ChordMessage {}

    /** One step of a lookup: answered with {@link Told} or {@link Found}. */
    record Ask(long number, RingPosition position, boolean past, List<PeerId> silent)
            implements ChordMessage {}

    /** The lookup goes on there; it is believed to end there if {@code past}. */
    record Told(long number, PeerContact to, boolean past) implements ChordMessage {}

    /** It ends at the sender, whose successors these are. */
    record Found(long number, List<PeerContact> peers) implements ChordMessage {}
}
