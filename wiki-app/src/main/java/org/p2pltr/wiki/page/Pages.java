package org.p2pltr.wiki.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.p2pltr.peer.PageLine;
import org.p2pltr.peer.PageSave;
import org.p2pltr.peer.PageView;
import org.p2pltr.peer.SaveOutcome;
import org.p2pltr.peer.UndoOutcome;
import org.p2pltr.text.Attributes;
import org.p2pltr.wiki.peer.RecentChanges;
import org.p2pltr.wiki.peer.WikiPeer;
import org.springframework.stereotype.Service;

/** The door of this feature: pages as the wiki understands them. */
@Service
public class Pages {
    private static final Pattern TAILED = Pattern.compile("(.+)~[0-9a-f]{8}");

    /** The most that the peer tells at once. */
    private static final int AT_ONCE = 1_000;

    private final WikiPeer peer;
    private final RecentChanges index;

    Pages(WikiPeer peer, RecentChanges index) {
        this.peer = peer;
        this.index = index;
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

    /** The same of those with a tag, as far as the index has them; all if the tag is empty. */
    public List<PageLine> list(String prefix, String tag, String after, int limit) {
        if (tag.isEmpty()) return list(prefix, after, limit);
        Set<String> tagged = new HashSet<>(index.tagged(tag));
        List<PageLine> found = new ArrayList<>();
        String last = after;
        // Many pages are asked for at once, and none for itself.
        while (found.size() < limit && !tagged.isEmpty()) {
            List<PageLine> some = peer.pages(prefix, last, AT_ONCE);
            some.stream()
                    .filter(line -> !line.deleted() && tagged.contains(line.name()))
                    .limit(limit - found.size())
                    .forEach(found::add);
            if (some.size() < AT_ONCE) break;
            last = some.getLast().name();
        }
        return found;
    }

    /**
     * Saves; a text written onto a deleted page brings the page back. Back when the tentative patch
     * is on disk.
     */
    public SaveOutcome save(PageSave save) {
        Optional<PageView> now = find(save.name());
        if (now.isEmpty() && !titleFor(save.name()).equals(save.name()))
            return peer.save(save.setting(Attributes.TITLE, titleFor(save.name())));
        boolean gone = now.filter(PageView::deleted).isPresent();
        return peer.save(gone ? save.removing(Attributes.DELETED) : save);
    }

    /** The title that a new page with this key gets: without the tail of a key made anew. */
    static String titleFor(String key) {
        Matcher tailed = TAILED.matcher(key);
        return tailed.matches() ? tailed.group(1) : key;
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
