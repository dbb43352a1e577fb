package org.p2pltr.wiki.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.p2pltr.peer.CellLine;
import org.p2pltr.peer.KnownPeerView;
import org.p2pltr.peer.NetworkView;
import org.p2pltr.peer.PeerView;
import org.p2pltr.peer.TrafficView;
import org.p2pltr.wiki.notice.Receipts;
import org.p2pltr.wiki.peer.WikiPeer;
import org.p2pltr.wiki.web.Times;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first screen: is all well, and who is this peer. */
@Controller
class OverviewController {
    /** A save without all its copies after this time is told. */
    private static final Duration COPIES_LATE = Duration.ofSeconds(30);

    /** By then repair has done its work, which nobody reports to the author. */
    private static final Duration REPAIRED = Duration.ofMinutes(10);

    private final WikiPeer peer;
    private final String version;
    private final Receipts receipts;
    private final Instant since = Instant.now();

    OverviewController(
            WikiPeer peer, Receipts receipts, @Value("${ltr.version:development}") String version) {
        this.peer = peer;
        this.receipts = receipts;
        this.version = version;
    }

    @GetMapping("/admin")
    String overview(Model model) {
        PeerView self = peer.peer();
        List<KnownPeerView> peers = peer.peers();
        List<CellLine> cells = peer.cells();
        model.addAttribute(
                "verdict",
                Verdict.of(peers, cells, peer.network(), receipts.lacking(COPIES_LATE, REPAIRED)));
        model.addAttribute("rule", Verdict.RULE);
        model.addAttribute("self", self);
        model.addAttribute("facts", facts(self));
        model.addAttribute("tiles", tiles(self, peers, peer.network(), peer.traffic()));
        return "admin/overview";
    }

    private List<Fact> facts(PeerView self) {
        NetworkView network = peer.network();
        return List.of(
                new Fact("Name", self.name()),
                new Fact("Id", PeerNames.grouped(self.id(), 16)),
                new Fact("Position on the ring", PeerNames.grouped(self.ringPosition(), 16)),
                new Fact("Listens at", self.listen()),
                new Fact("Others are told", self.advertise()),
                new Fact("Network", PeerNames.grouped(self.networkId(), 16)),
                new Fact(
                        "The network's rules",
                        network.cells()
                                + " cells, groups of "
                                + network.groupSize()
                                + ", "
                                + 2 * network.logFunctions()
                                + " places for a patch, segments of "
                                + network.segment()),
                new Fact("Up since", Times.of(since)),
                new Fact("Version", version + ", Java " + Runtime.version().feature()));
    }

    private static List<Tile> tiles(
            PeerView self, List<KnownPeerView> peers, NetworkView network, TrafficView traffic) {
        long answering =
                peers.stream()
                        .filter(p ->
                                p.state() == KnownPeerView.State.SELF
                                        || p.state() == KnownPeerView.State.LIVE)
                        .count();
        return List.of(
                new Tile("peers", "Peers", answering, "of " + peers.size(), "answer, this one too"),
                new Tile("pages", "Pages here", self.pages(), "pages", "each can be read offline"),
                new Tile(
                        "pending",
                        "Tentative",
                        self.pending(),
                        "saves",
                        "kept here, not yet published"),
                new Tile(
                        "mastered",
                        "Mastered here",
                        self.masterOf(),
                        "of " + network.cells() + " cells",
                        "slices of the pages whose timestamps this peer gives"),
                new Tile(
                        "member",
                        "In the group of",
                        self.memberOf(),
                        "of " + network.cells() + " cells",
                        "slices whose last timestamps this peer keeps"),
                new Tile(
                        "entries",
                        "Patches kept",
                        self.logEntries(),
                        "patches",
                        "kept here as a Log-Peer, for everybody"),
                new Tile(
                        "received",
                        "Received",
                        traffic.bytesIn() / 1000,
                        "kB",
                        "from other peers since the start"),
                new Tile(
                        "sent",
                        "Sent",
                        traffic.bytesOut() / 1000,
                        "kB",
                        "to other peers since the start; "
                                + traffic.dropped()
                                + " messages did not leave"));
    }

    /** A fact about this peer. */
    record Fact(String name, String value) {}

    /** A figure with its unit and what it means. */
    record Tile(String key, String name, long number, String unit, String meaning) {
        /** The number with its thousands apart. */
        public String figure() {
            return String.format(Locale.ENGLISH, "%,d", number);
        }
    }
}
