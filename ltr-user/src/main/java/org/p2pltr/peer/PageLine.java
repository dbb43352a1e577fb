package org.p2pltr.peer;

import java.time.Instant;

/**
 * A page in a list, known even if its text is not here yet.
 *
 * @param name the page's name
 * @param title the shown title
 * @param ts last validated timestamp here
 * @param newestTs newest timestamp known to exist, at least {@code ts}
 * @param tentative how many of this peer's saves wait
 * @param deleted true for a page that was removed
 * @param updatedAt time of the newest patch known, by its author's clock
 * @param updatedBy name of the newest patch's author
 * @param comment of the newest patch, perhaps shortened
 */
public record PageLine(
        String name,
        String title,
        long ts,
        long newestTs,
        int tentative,
        boolean deleted,
        Instant updatedAt,
        String updatedBy,
        String comment) {}
