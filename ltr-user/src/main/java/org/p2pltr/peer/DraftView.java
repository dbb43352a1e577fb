package org.p2pltr.peer;

import java.time.Instant;

/**
 * A text that is kept but not saved.
 *
 * @param editor names the editor it was typed in: keeping more of the same editor replaces it
 * @param baseRevision empty if the editor started from nothing
 * @param tags as typed
 * @param startTags the tags the editor was opened with
 */
public record DraftView(
        String draftId,
        String editor,
        String name,
        String text,
        String baseRevision,
        String author,
        String comment,
        String tags,
        String startTags,
        Instant keptAt) {}
