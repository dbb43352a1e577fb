package org.p2pltr.wiki.conflict;

import java.util.function.LongPredicate;
import org.p2pltr.merge.Conflict;
import org.p2pltr.peer.HistoryLine;
import org.p2pltr.peer.PageView;
import org.p2pltr.wiki.peer.WikiPeer;
import org.p2pltr.wiki.web.Times;

/**
 * Who made the two sides of a conflict, as far as the page's history tells. A conflict travels
 * without names: mine is the save that first carried it, theirs is the save before it that first
 * had their words.
 *
 * @param theirs such as "Clara, Version 41, today 13:48"; empty if it cannot be told
 * @param mine the same
 */
record Origin(String theirs, String mine) {
    private static final Origin UNKNOWN = new Origin("", "");

    static Origin of(WikiPeer peer, PageView page, OpenConflict open) {
        LongPredicate carries =
                ts -> peer.pageAt(page.name(), ts).filter(p -> holds(p, open)).isPresent();
        // Nothing validated carries it: it came with a save of this peer that waits.
        boolean waits = page.ts() == 0 || !carries.test(page.ts());
        long mine = waits ? page.ts() + 1 : first(1, page.ts(), carries);
        if (!(open.conflict() instanceof Conflict.InText text)) {
            return new Origin("", waits ? waiting() : words(peer, page, mine));
        }
        if (mine < 2) return UNKNOWN;
        String theirs = "";
        LongPredicate says =
                ts ->
                        peer.pageAt(page.name(), ts)
                                .filter(p -> p.text().contains(text.theirs().string().strip()))
                                .isPresent();
        if (!text.theirs().string().isBlank() && says.test(mine - 1))
            theirs = words(peer, page, first(1, mine - 1, says));
        return new Origin(theirs, waits ? waiting() : words(peer, page, mine));
    }

    private static boolean holds(PageView page, OpenConflict open) {
        return OpenConflict.of(page, open.key()).isPresent();
    }

    /** The first of a range for which it holds; it holds for the last and, once true, stays. */
    static long first(long from, long to, LongPredicate holds) {
        long low = from;
        long high = to;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (holds.test(middle)) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    private static String waiting() {
        return "A save of this peer that waits";
    }

    private static String words(WikiPeer peer, PageView page, long ts) {
        return peer.history(page.name(), ts, 1).stream()
                .filter(line -> line.ts() == ts)
                .findFirst()
                .map(Origin::words)
                .orElse("");
    }

    private static String words(HistoryLine line) {
        return line.author() + ", Version " + line.ts() + ", " + Times.of(line.time());
    }
}
