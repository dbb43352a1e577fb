package org.p2pltr.wiki.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.p2pltr.peer.KnownPeerView;
import org.p2pltr.peer.LookupView;
import org.p2pltr.peer.PeerView;
import org.p2pltr.peer.SyncOutcome;
import org.p2pltr.wiki.peer.WikiPeer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** This peer, its connection and its network over REST. Source: wiki.md, "REST API". */
@RestController
@RequestMapping("/api/v1")
class NetworkApi {
    private final WikiPeer peer;
    private final String version;

    NetworkApi(WikiPeer peer, @Value("${ltr.version:development}") String version) {
        this.peer = peer;
        this.version = version;
    }

    @PostMapping("/sync")
    SyncOutcome sync() {
        return peer.sync();
    }

    @PutMapping("/connection")
    Connection connection(@RequestBody ConnectionRequest request) {
        if (request.online() == null)
            throw new IllegalArgumentException(
                    "the field 'online' is missing; it is true or false");
        return new Connection(peer.online(request.online()));
    }

    @GetMapping("/peer")
    PeerJson self() {
        return PeerJson.of(peer.peer(), version);
    }

    @GetMapping("/network/peers")
    List<KnownPeerView> peers() {
        return peer.peers();
    }

    @GetMapping("/network/lookup")
    LookupView lookup(@RequestParam String document) {
        return peer.lookup(document);
    }

    /** Asks to work offline or to come back. */
    record ConnectionRequest(@Nullable Boolean online) {}

    /** Whether the peer works online. */
    record Connection(boolean online) {}

    /** This peer. */
    record PeerJson(
            String id,
            String name,
            List<String> addresses,
            String networkId,
            String ringPosition,
            Roles roles,
            Versions versions,
            boolean online,
            int pending) {
        static PeerJson of(PeerView peer, String version) {
            return new PeerJson(
                    peer.id(),
                    peer.name(),
                    List.of(peer.advertise()),
                    peer.networkId(),
                    peer.ringPosition(),
                    new Roles(peer.pages(), peer.masterOf(), peer.memberOf(), peer.logEntries()),
                    new Versions(version, Runtime.version().toString()),
                    peer.online(),
                    peer.pending());
        }
    }

    /**
     * How much this peer does: replicas here, cells mastered, cells in whose group it is, log
     * entries kept.
     */
    record Roles(int replicas, int masterOf, int memberOf, long logEntries) {}

    /** Versions of this software and of Java. */
    record Versions(String wiki, String java) {}
}
