package org.p2pltr.wiki.api;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.p2pltr.peer.PageSave;
import org.p2pltr.wiki.page.Tags;

/** What a save sends; {@code text} must be there, {@code tags} are all the page is to have. */
record SaveRequest(
        @Nullable String text,
        @Nullable String baseRevision,
        @Nullable String comment,
        @Nullable String author,
        @Nullable List<String> tags) {
    PageSave toSave(String name) {
        if (text == null)
            throw new IllegalArgumentException("the field 'text' is missing; it is the whole text");
        PageSave save = PageSave.of(name, text).commented(orEmpty(comment)).by(orEmpty(author));
        if (tags != null) save = Tags.of(texts("tags", tags)).on(save);
        return baseRevision == null ? save : save.basedOn(baseRevision);
    }

    static List<String> texts(String field, List<String> list) {
        if (list.stream().anyMatch(Objects::isNull))
            throw new IllegalArgumentException("the field '" + field + "' is a list of texts");
        return list;
    }

    static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
