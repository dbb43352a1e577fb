package org.p2pltr.wiki.peer;

import java.time.Instant;
import java.util.Optional;
import org.p2pltr.peer.DraftKept;
import org.p2pltr.peer.DraftList;
import org.p2pltr.peer.DraftTyped;
import org.p2pltr.peer.DraftView;
import org.p2pltr.peer.LtrPeer;
import org.p2pltr.peer.MergeOutcome;
import org.p2pltr.peer.PageSave;
import org.p2pltr.peer.PeerDrafts;
import org.springframework.stereotype.Service;

/** The peer's drafts as the web asks for them; waits and throws as {@link WikiPeer}. */
@Service
public class WikiDrafts {
    private final PeerDrafts drafts;

    WikiDrafts(LtrPeer peer) {
        this.drafts = peer.drafts();
    }

    /** See {@link PeerDrafts#keep}. */
    public DraftKept keep(DraftTyped typed) {
        return WikiPeer.await(drafts.keep(typed));
    }

    /** See {@link PeerDrafts#merge}; {@code baseRevision} is empty if it was none. */
    public MergeOutcome merge(String name, String text, String baseRevision) {
        PageSave.Base base =
                baseRevision.isEmpty()
                        ? new PageSave.Base.None()
                        : new PageSave.Base.Revision(baseRevision);
        return WikiPeer.await(drafts.merge(name, text, base));
    }

    /** See {@link PeerDrafts#list}. */
    public DraftList list(String after, int limit) {
        return WikiPeer.await(drafts.list(after, limit));
    }

    /** See {@link PeerDrafts#of}. */
    public DraftList of(String name) {
        return WikiPeer.await(drafts.of(name));
    }

    /** See {@link PeerDrafts#find}. */
    public Optional<DraftView> find(String draftId) {
        return WikiPeer.await(drafts.find(draftId));
    }

    /** See {@link PeerDrafts#remove(String)}. */
    public boolean remove(String draftId) {
        return WikiPeer.await(drafts.remove(draftId));
    }

    /** See {@link PeerDrafts#remove(String, Instant)}. */
    public boolean remove(String draftId, Instant keptAt) {
        return WikiPeer.await(drafts.remove(draftId, keptAt));
    }

    /** See {@link PeerDrafts#remove(String, String)}. */
    public boolean remove(String name, String editor) {
        return WikiPeer.await(drafts.remove(name, editor));
    }
}
