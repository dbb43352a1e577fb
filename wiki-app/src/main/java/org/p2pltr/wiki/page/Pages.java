package org.p2pltr.wiki.page;

import java.util.List;
import java.util.Optional;
import org.p2pltr.peer.PageLine;
import org.p2pltr.peer.PageSave;
import org.p2pltr.peer.PageView;
import org.p2pltr.peer.SaveOutcome;
import org.p2pltr.peer.UndoOutcome;
import org.p2pltr.wiki.peer.WikiPeer;
import org.springframework.stereotype.Service;

/** The door of this feature: pages as the wiki understands them. */
@Service
public class Pages {
    private final WikiPeer peer;

    Pages(WikiPeer peer) {
        this.peer = peer;
    }

    /** A page that is there, also one that was deleted. */
    public Optional<PageView> find(String name) {
        return peer.page(name);
    }

    /** A page that is there and not deleted. */
    public Optional<PageView> present(String name) {
        return find(name).filter(page -> !page.deleted());
    }

    /** A page as of a validated timestamp. */
    public Optional<PageView> at(String name, long ts) {
        return peer.pageAt(name, ts);
    }

    /** Known pages that are not deleted; see {@link WikiPeer#pages}. */
    public List<PageLine> list(String prefix, String after, int limit) {
        return peer.pages(prefix, after, limit).stream().filter(line -> !line.deleted()).toList();
    }

    /**
     * Saves; a text written onto a deleted page brings the page back. Back when the tentative patch
     * is on disk.
     */
    public SaveOutcome save(PageSave save) {
        boolean gone = find(save.name()).map(PageView::deleted).orElse(false);
        return peer.save(gone ? save.removing("deleted") : save);
    }

    /** Deletes: a patch like any other. */
    public SaveOutcome delete(String name, String author) {
        return peer.delete(name, author);
    }

    /** Takes a save back that waits; see {@link WikiPeer#discard}. */
    public SaveOutcome discard(String name, String patchId) {
        return peer.discard(name, patchId);
    }

    /** Makes one save of some that wait, of all that can be if none is named. */
    public SaveOutcome squash(String name, List<String> patchIds) {
        return peer.squash(name, patchIds);
    }

    /** Takes a validated patch back with a new save. */
    public UndoOutcome undo(String name, long ts, String author, String comment) {
        return peer.undo(name, ts, author, comment);
    }
}
