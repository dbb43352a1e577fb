package org.p2pltr.wiki.metrics;

import java.time.Duration;
import java.util.List;
import org.p2pltr.peer.KnownPeerView;
import org.p2pltr.peer.PeerView;
import org.p2pltr.wiki.peer.WikiPeer;
import org.springframework.stereotype.Component;

/** The peer's figures of one moment: one scrape reads many of them and asks the peer once. */
@Component
class PeerFigures {
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final WikiPeer peer;
    private Moment last = new Moment(List.of(), List.of());
    private long askedAt = System.nanoTime() - FRESH.toNanos();

    PeerFigures(WikiPeer peer) {
        this.peer = peer;
    }

    /** What was answered; empty before the first answer. */
    private record Moment(List<PeerView> self, List<KnownPeerView> peers) {
        Moment {
            self = List.copyOf(self);
            peers = List.copyOf(peers);
        }
    }

    private synchronized Moment now() {
        long now = System.nanoTime();
        if (now - askedAt >= FRESH.toNanos()) {
            last = new Moment(List.of(peer.peer()), peer.peers());
            askedAt = System.nanoTime();
        }
        return last;
    }

    /** This peer. */
    PeerView self() {
        return now().self().getFirst();
    }

    /** How many peers are known in a state. */
    long peers(KnownPeerView.State state) {
        return now().peers().stream().filter(p -> p.state() == state).count();
    }
}
