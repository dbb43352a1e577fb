package org.p2pltr.wiki.history;

import org.p2pltr.diff.Comparison;
import org.p2pltr.peer.PageView;
import org.p2pltr.text.Text;
import org.p2pltr.wiki.peer.WikiPeer;
import org.p2pltr.wiki.web.NotFoundException;
import org.springframework.stereotype.Service;

/** Compares any two versions of a page. */
@Service
public class Differences {
    /** In place of a timestamp: the local view. */
    public static final long LOCAL = -1;

    /** Kept lines around each difference. */
    private static final int CONTEXT = 2;

    private final WikiPeer peer;

    Differences(WikiPeer peer) {
        this.peer = peer;
    }

    /** Throws NotFoundException for a version that is not here. */
    public Difference between(String name, long from, long to) {
        Comparison comparison = Comparison.between(text(name, from), text(name, to), CONTEXT);
        return new Difference(name, from, to, comparison);
    }

    private Text text(String name, long ts) {
        if (ts == 0) return Text.EMPTY;
        return (ts == LOCAL ? peer.page(name) : peer.pageAt(name, ts))
                .map(PageView::text)
                .map(Text::of)
                .orElseThrow(() ->
                        new NotFoundException(
                                ts == LOCAL
                                        ? "There is no page named " + name + " here."
                                        : "There is no Version " + ts + " of " + name + " here."));
    }
}
