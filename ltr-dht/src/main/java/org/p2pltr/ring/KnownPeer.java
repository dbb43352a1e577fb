package org.p2pltr.ring;

import java.time.Duration;
import org.p2pltr.id.PeerContact;

/**
 * A peer as this one knows it: a local belief.
 *
 * @param name for people, may be empty
 * @param roundTrip a smoothed measurement; zero if there is none yet
 * @param heardAgo since it was last heard, or, if it was not heard since the start, since it is
 *     known; zero for this peer
 * @param incarnation which of its lives was seen last
 */
public record KnownPeer(
        PeerContact contact,
        String name,
        State state,
        Duration roundTrip,
        Duration heardAgo,
        long incarnation) {

    /** Whether a peer answers. */
    public enum State {
        /** This peer. */
        SELF,
        /** Heard within the suspicion time. */
        ALIVE,
        /** Was heard since the start, but not within the suspicion time. */
        SUSPECTED,
        /** Known from the disk or from others, not heard itself since the start. */
        REMEMBERED,
        /** Said that it leaves, and not heard since. */
        LEFT
    }
}
