package org.p2pltr.wiki.peer;

import java.util.List;
import org.springframework.stereotype.Service;

/** Recent changes over all pages, from the index. */
@Service
public class RecentChanges {
    private final H2Index index;

    RecentChanges(H2Index index) {
        this.index = index;
    }

    /** Those before a number (0: from the newest), newest first. */
    public List<RecentChange> before(ChangeFilter filter, long seq, int limit) {
        return index.before(filter, seq, limit);
    }

    /** What stands before the first slash of pages' names, in order. */
    public List<String> spaces(int limit) {
        return index.spaces(limit);
    }

    /** Those after a number, oldest first. */
    public List<RecentChange> after(long seq, int limit) {
        return index.after(seq, limit);
    }

    /** Names of the pages with a tag, in order. */
    public List<String> tagged(String tag) {
        return index.tagged(tag);
    }

    /** Names of the pages that show open conflicts, in order, at most so many. */
    public List<String> conflicted(int limit) {
        return index.conflicted(limit);
    }

    /** Names of the pages with saves of this peer that wait, in order, at most so many. */
    public List<String> waiting(int limit) {
        return index.waiting(limit);
    }

    /** Open conflicts over all pages. */
    public int conflicts() {
        return index.conflicts();
    }
}
