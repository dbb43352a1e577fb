package org.p2pltr.peer;

import java.time.Instant;

/** What happens in a peer, as it happens: volatile; the durable way is {@link LtrPeer#changes}. */
public sealed interface PeerReport {
    /** A page's local view, head or state changed. */
    record PageChanged(String name, long ts, int tentative) implements PeerReport {}

    /** Working offline or online, and how many saves wait over all pages. */
    record SyncChanged(boolean online, int pending) implements PeerReport {}

    /** A peer came, went or fell silent. */
    record PeersChanged() implements PeerReport {}

    /** Anything that any role said, for the log and the dashboard. */
    record Said(Instant at, String what) implements PeerReport {}

    /**
     * The peer stopped by itself, and why: a disk that fails, a broken invariant. The last report.
     */
    record Stopped(String why) implements PeerReport {}
}
