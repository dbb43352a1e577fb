package org.p2pltr.wiki.web;

import java.util.List;
import org.p2pltr.peer.KnownPeerView;
import org.p2pltr.peer.PeerView;
import org.p2pltr.wiki.peer.RecentChanges;
import org.p2pltr.wiki.peer.WikiPeer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every screen its top bar. */
@ControllerAdvice(
        basePackages = {
            "org.p2pltr.wiki.page",
            "org.p2pltr.wiki.history",
            "org.p2pltr.wiki.changes",
            "org.p2pltr.wiki.conflict",
            "org.p2pltr.wiki.web",
            "org.p2pltr.wiki.start",
            "org.p2pltr.wiki.admin"
        })
class SiteAdvice {
    private final WikiPeer peer;
    private final RecentChanges index;
    private final String wikiName;

    SiteAdvice(
            WikiPeer peer, RecentChanges index, @Value("${ltr.wiki-name:Wiki}") String wikiName) {
        this.peer = peer;
        this.index = index;
        this.wikiName = wikiName;
    }

    @ModelAttribute("site")
    Site site() {
        PeerView self = peer.peer();
        List<KnownPeerView> peers = peer.peers();
        long here =
                peers.stream()
                        .filter(p ->
                                p.state() == KnownPeerView.State.LIVE
                                        || p.state() == KnownPeerView.State.SELF)
                        .count();
        String words =
                self.online()
                        ? "Online, " + here + " of " + peers.size() + " peers"
                        : "Offline by choice";
        if (self.pending() > 0) words += ", " + self.pending() + " waiting";
        return new Site(wikiName, self.online(), words, index.conflicts());
    }
}
