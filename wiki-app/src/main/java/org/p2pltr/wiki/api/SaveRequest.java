package org.p2pltr.wiki.api;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.p2pltr.peer.PageSave;
import org.p2pltr.wiki.page.Tags;

/**
 * What a save sends; {@code text} must be there. {@code tags} are all the page is to have; with
 * {@code startTags}, those that the editor started from, nobody else's tag is lost.
 */
record SaveRequest(
        @Nullable String text,
        @Nullable String baseRevision,
        @Nullable String comment,
        @Nullable String author,
        @Nullable List<String> tags,
        @Nullable List<String> startTags) {
    /** {@code now} are the tags of the page, if anybody has to know. */
    PageSave toSave(String name, Supplier<List<String>> now) {
        if (text == null)
            throw new IllegalArgumentException("the field 'text' is missing; it is the whole text");
        PageSave save = PageSave.of(name, text).commented(orEmpty(comment)).by(orEmpty(author));
        if (tags != null) save = tagged(save, tags, now);
        return baseRevision == null ? save : save.basedOn(baseRevision);
    }

    private PageSave tagged(PageSave save, List<String> wanted, Supplier<List<String>> now) {
        Tags end = Tags.of(texts("tags", wanted));
        if (startTags == null) return end.on(save);
        Tags start = Tags.of(texts("startTags", startTags));
        return end.equals(start) ? save : Tags.of(now.get()).changed(start, end).on(save);
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
