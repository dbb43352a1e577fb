package org.p2pltr.wiki.metrics;

import org.p2pltr.peer.PeerView;
import org.p2pltr.wiki.peer.PeerSilentException;
import org.p2pltr.wiki.peer.WikiPeer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Up while the peer runs and answers; down once it stopped by itself (a disk that fails) or is
 * stuck. Being alone or offline is no illness of this process.
 */
@Component("peerHealthIndicator")
class PeerHealth implements HealthIndicator {
    private final WikiPeer peer;

    PeerHealth(WikiPeer peer) {
        this.peer = peer;
    }

    @Override
    public Health health() {
        if (!peer.isRunning()) return Health.down().withDetail("peer", "it has stopped").build();
        try {
            PeerView self = peer.peer();
            return Health.up()
                    .withDetail("online", self.online())
                    .withDetail("pending", self.pending())
                    .build();
        } catch (PeerSilentException silent) {
            return Health.down(silent).build();
        }
    }
}
