package org.p2pltr.peer;

import java.util.List;

/** Drafts in order of their pages; {@code more} follow the last. */
public record DraftList(List<DraftView> drafts, boolean more) {
    public DraftList {
        drafts = List.copyOf(drafts);
    }
}
