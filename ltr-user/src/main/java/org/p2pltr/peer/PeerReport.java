package org.p2pltr.peer;

import java.time.Instant;
import java.util.List;

/** What happens in a peer, as it happens: volatile; the durable way is {@link LtrPeer#changes}. */
public sealed interface PeerReport {
    /** A page's local view, head or state changed. */
    record PageChanged(String name, long ts, int tentative) implements PeerReport {}

    /** A save is durable here as this tentative patch, in hexadecimal digits. */
    record PatchSaved(String name, String patchId) implements PeerReport {}

    /**
     * These patches of this peer got timestamps: the last one {@code lastTs}, the others those
     * before it.
     */
    record PatchesValidated(String name, long lastTs, List<String> patchIds) implements PeerReport {
        public PatchesValidated {
            patchIds = List.copyOf(patchIds);
        }
    }

    /**
     * The receipt for a patch of this peer: these Log-Peers (PeerIds in hexadecimal digits) keep
     * it, of so many places.
     */
    record PatchKept(String name, long ts, List<String> peers, int places) implements PeerReport {
        public PatchKept {
            peers = List.copyOf(peers);
        }
    }

    /**
     * Patches arrived from the network. {@code own} are those of this peer among them, whose answer
     * had been lost.
     */
    record Retrieved(String name, int patches, List<String> own) implements PeerReport {
        public Retrieved {
            own = List.copyOf(own);
        }
    }

    /** Working offline or online, and how many saves wait over all pages. */
    record SyncChanged(boolean online, int pending) implements PeerReport {}

    /** A peer came, went or fell silent. */
    record PeersChanged() implements PeerReport {}

    /** Anything that any role said, as a sentence, for the dashboard. */
    record Said(Instant at, String what) implements PeerReport {}

    /**
     * The peer stopped by itself, and why: a disk that fails, a broken invariant. The last report.
     */
    record Stopped(String why) implements PeerReport {}
}
