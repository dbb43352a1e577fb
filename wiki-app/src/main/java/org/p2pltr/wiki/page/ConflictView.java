package org.p2pltr.wiki.page;

import java.util.List;
import org.p2pltr.merge.Conflict;
import org.p2pltr.merge.ConflictCodec;
import org.p2pltr.peer.PageView;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.MalformedChangeException;

/**
 * A place where two people changed the same words: what both started from and what each made of it.
 */
public record ConflictView(String base, String theirs, String mine) {

    /**
     * The open conflicts of a page; a value that is none (made by a peer gone wrong) is passed
     * over.
     */
    public static List<ConflictView> of(PageView page) {
        String value = page.attributes().getOrDefault(Attributes.CONFLICTS, "");
        if (value.isEmpty()) return List.of();
        try {
            return ConflictCodec.decode(value).stream().map(ConflictView::of).toList();
        } catch (MalformedChangeException e) {
            return List.of();
        }
    }

    private static ConflictView of(Conflict conflict) {
        return new ConflictView(
                conflict.base().string(), conflict.theirs().string(), conflict.mine().string());
    }
}
