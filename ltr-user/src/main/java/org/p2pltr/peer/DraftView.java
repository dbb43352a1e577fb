package org.p2pltr.peer;

import java.time.Instant;

/**
 * A text that is kept but not saved. {@code baseRevision} is empty if the editor started from
 * nothing.
 */
public record DraftView(
        String draftId,
        String name,
        String text,
        String baseRevision,
        String author,
        String comment,
        Instant keptAt) {}
