package org.p2pltr.wiki.api;

import org.jspecify.annotations.Nullable;
import org.p2pltr.peer.PageSave;

/** What a save sends; {@code text} must be there. */
record SaveRequest(
        @Nullable String text,
        @Nullable String baseRevision,
        @Nullable String comment,
        @Nullable String author) {
    PageSave toSave(String name) {
        if (text == null)
            throw new IllegalArgumentException("the field 'text' is missing; it is the whole text");
        PageSave save = PageSave.of(name, text).commented(orEmpty(comment)).by(orEmpty(author));
        return baseRevision == null ? save : save.basedOn(baseRevision);
    }

    static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
