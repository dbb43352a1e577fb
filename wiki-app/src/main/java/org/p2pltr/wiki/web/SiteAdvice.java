package org.p2pltr.wiki.web;

import java.util.List;
import org.p2pltr.peer.KnownPeerView;
import org.p2pltr.peer.PeerReport;
import org.p2pltr.peer.PeerView;
import org.p2pltr.wiki.peer.Absence;
import org.p2pltr.wiki.peer.AbsenceEnded;
import org.p2pltr.wiki.peer.IndexMoved;
import org.p2pltr.wiki.peer.RecentChanges;
import org.p2pltr.wiki.peer.WikiPeer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every screen its top bar; asks the peer for it only after something has happened. */
@ScreenAdvice
class SiteAdvice {
    private final WikiPeer peer;
    private final RecentChanges index;
    private final Absence absence;
    private final String wikiName;
    private final Latest<Site> latest = new Latest<>(this::find);

    SiteAdvice(
            WikiPeer peer,
            RecentChanges index,
            Absence absence,
            @Value("${ltr.wiki-name:Wiki}") String wikiName) {
        this.peer = peer;
        this.index = index;
        this.absence = absence;
        this.wikiName = wikiName;
        // Told until this process ends.
        peer.listen(this::hear);
    }

    @ModelAttribute("site")
    Site site() {
        return latest.value();
    }

    private void hear(PeerReport report) {
        switch (report) {
            case PeerReport.PageChanged _,
                    PeerReport.SyncChanged _,
                    PeerReport.PeersChanged _,
                    PeerReport.Stopped _ ->
                    latest.outdated();
            case PeerReport.PatchSaved _,
                    PeerReport.PatchesValidated _,
                    PeerReport.PatchKept _,
                    PeerReport.Retrieved _,
                    PeerReport.Said _ -> {
                // Nothing of this stands in the bar; where a page changed, that is reported too.
            }
        }
    }

    @EventListener
    void moved(IndexMoved event) {
        latest.outdated();
    }

    @EventListener
    void seen(AbsenceEnded event) {
        latest.outdated();
    }

    private Site find() {
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
        return new Site(
                wikiName,
                self.name(),
                self.online(),
                words,
                index.conflicts(),
                self.pending(),
                absence.missed());
    }
}
