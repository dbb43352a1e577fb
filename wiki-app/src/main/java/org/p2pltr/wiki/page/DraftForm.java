package org.p2pltr.wiki.page;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.p2pltr.peer.DraftView;

/**
 * How an open editor and the drafts at the peer belong together; travels with the editor's form.
 * Fields that a browser did not send, or that are none, are empty.
 *
 * @param editor names this opening of the editor: what is typed is kept under that name
 * @param keptAt when it was last kept from this window
 * @param origin the draft that was gone on with
 * @param originKeptAt when that one was kept
 */
record DraftForm(String editor, String keptAt, String origin, String originKeptAt) {
    /** No editor: shows no draft and saves none. */
    static final DraftForm NONE = new DraftForm("", "", "", "");

    DraftForm(
            @Nullable String editor,
            @Nullable String keptAt,
            @Nullable String origin,
            @Nullable String originKeptAt) {
        this.editor = editor == null || !editor.matches("[0-9a-f]{32}") ? "" : editor;
        this.keptAt = keptAt == null ? "" : keptAt;
        this.origin = origin == null ? "" : origin;
        this.originKeptAt = originKeptAt == null ? "" : originKeptAt;
    }

    /** An editor is opened. */
    static DraftForm fresh() {
        return new DraftForm(newEditor(), "", "", "");
    }

    /**
     * An editor is opened to go on with a draft: under a name of its own, as two windows may go on
     * with one draft.
     */
    static DraftForm of(DraftView draft) {
        return new DraftForm(newEditor(), "", draft.draftId(), draft.keptAt().toString());
    }

    private static String newEditor() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** The same editor; the peer has just kept what was typed as this draft. */
    DraftForm keptAs(DraftView draft) {
        return new DraftForm(editor, keptAt, draft.draftId(), draft.keptAt().toString());
    }

    /**
     * True for a draft that was saved with this form: nothing was typed into it since in another
     * window.
     */
    boolean saves(DraftView draft) {
        if (draft.draftId().equals(origin))
            return time(originKeptAt).equals(Optional.of(draft.keptAt()));
        return draft.editor().equals(editor)
                && time(keptAt).map(at -> !draft.keptAt().isAfter(at)).orElse(false);
    }

    /** True for a draft that this editor shows. */
    boolean shows(DraftView draft) {
        return draft.editor().equals(editor) || draft.draftId().equals(origin);
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
