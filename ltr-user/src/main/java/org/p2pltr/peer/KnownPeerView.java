package org.p2pltr.peer;

import java.time.Duration;

/**
 * A peer that this one knows, itself included.
 *
 * @param id PeerId in hexadecimal digits
 * @param address host:port, empty if not known
 * @param ringPosition 16 hexadecimal digits
 * @param state whether it answers
 * @param name for people, may be empty
 * @param roundTrip smoothed; zero if it was not measured yet, and for this peer
 * @param heardAgo since it was last heard, or, if it was not heard since the start, since it is
 *     known; zero for this peer
 */
public record KnownPeerView(
        String id,
        String address,
        String ringPosition,
        State state,
        String name,
        Duration roundTrip,
        Duration heardAgo) {
    /** Whether a peer answers. */
    public enum State {
        /** This peer. */
        SELF,
        /** Heard of within the suspicion time. */
        LIVE,
        /** Not heard of for the suspicion time. */
        SUSPECTED,
        /** Known from before, not met since the start. */
        REMEMBERED,
        /** Said that it leaves, and not heard since. */
        LEFT
    }
}
