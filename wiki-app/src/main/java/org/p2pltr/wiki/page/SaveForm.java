package org.p2pltr.wiki.page;

import org.jspecify.annotations.Nullable;
import org.p2pltr.peer.PageSave;
import org.p2pltr.peer.PageView;

/** What the editor submits. Fields that a browser did not send are empty. */
record SaveForm(String text, String baseRevision, String comment, String author) {
    static final SaveForm EMPTY = new SaveForm("", "", "", "");

    SaveForm(
            @Nullable String text,
            @Nullable String baseRevision,
            @Nullable String comment,
            @Nullable String author) {
        this.text = text == null ? "" : text;
        this.baseRevision = baseRevision == null ? "" : baseRevision;
        this.comment = comment == null ? "" : comment;
        this.author = author == null ? "" : author;
    }

    static SaveForm of(PageView page) {
        return new SaveForm(page.text(), page.revision(), "", "");
    }

    SaveForm withoutBase() {
        return new SaveForm(text, "", comment, author);
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
     */
    PageSave toSave(String name, boolean windows) {
        String typed = windows ? text : text.replace("\r\n", "\n");
        PageSave save = PageSave.of(name, typed).commented(comment.strip()).by(author.strip());
        return baseRevision.isEmpty() ? save : save.basedOn(baseRevision);
    }
}
