package org.p2pltr.wiki.page;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.p2pltr.peer.DraftView;
import org.p2pltr.peer.PageSave;
import org.p2pltr.peer.PageView;

/** What the editor submits. Fields that a browser did not send are empty. */
record SaveForm(
        String text,
        String baseRevision,
        String comment,
        String author,
        String tags,
        String startTags) {
    /** The page on which nobody can do harm. */
    static final String SANDBOX = "Sandbox";

    private static final String TO_TRY =
            """
            Nothing here matters: write, save, undo.

            ## Try this

            - **bold**, *italic*, `code`
            - a link to another page: [[Welcome]]
            - [ ] something to do
            - [x] something done

            | Month | Beds |
            | --- | --- |
            | June | 18 |
            """;

    static final SaveForm EMPTY = new SaveForm("", "", "", "", "", "");

    SaveForm(
            @Nullable String text,
            @Nullable String baseRevision,
            @Nullable String comment,
            @Nullable String author,
            @Nullable String tags,
            @Nullable String startTags) {
        this.text = text == null ? "" : text;
        this.baseRevision = baseRevision == null ? "" : baseRevision;
        this.comment = comment == null ? "" : comment;
        this.author = author == null ? "" : author;
        this.tags = tags == null ? "" : tags;
        this.startTags = startTags == null ? "" : startTags;
    }

    /** A page that is not there begins empty; the sandbox begins with something to try. */
    static SaveForm fresh(String name) {
        return name.equals(SANDBOX) ? new SaveForm(TO_TRY, "", "", "", "", "") : EMPTY;
    }

    static SaveForm of(PageView page) {
        String tags = Tags.of(page).shown();
        return new SaveForm(page.text(), page.revision(), "", "", tags, tags);
    }

    /** Goes on with what was typed. */
    static SaveForm of(DraftView draft) {
        return new SaveForm(
                draft.text(),
                draft.baseRevision(),
                draft.comment(),
                draft.author(),
                draft.tags(),
                draft.startTags());
    }

    /** True for a page whose lines end as Windows ends them; it keeps that. */
    static boolean hasWindowsLines(PageView page) {
        return page.text().contains("\r\n");
    }

    SaveForm withoutBase() {
        return new SaveForm(text, "", comment, author, tags, startTags);
    }

    /**
     * The text for a textarea: browsers drop the first line break there, so one more stands before
     * it.
     */
    public String shown() {
        return "\n" + text;
    }

    /**
     * Browsers submit every line end as CR LF; {@code windows} keeps that for a page that has them.
     * Tags that are on the page {@code now} stay unless they were taken out of the field.
     */
    PageSave toSave(String name, boolean windows, List<String> now) {
        String typed = windows ? text : text.replace("\r\n", "\n");
        PageSave save = PageSave.of(name, typed).commented(comment.strip()).by(author.strip());
        Tags start = Tags.typed(startTags);
        Tags end = Tags.typed(tags);
        if (!end.equals(start)) save = Tags.of(now).changed(start, end).on(save);
        return baseRevision.isEmpty() ? save : save.basedOn(baseRevision);
    }
}
