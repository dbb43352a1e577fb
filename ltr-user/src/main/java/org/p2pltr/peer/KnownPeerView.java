package org.p2pltr.peer;

/**
 * A peer that this one knows, itself included.
 *
 * @param id PeerId in hexadecimal digits
 * @param address host:port, empty if not known
 * @param ringPosition 16 hexadecimal digits
 * @param state whether it answers
 */
public record KnownPeerView(String id, String address, String ringPosition, State state) {
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
