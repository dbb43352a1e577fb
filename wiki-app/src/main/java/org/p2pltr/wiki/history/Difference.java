package org.p2pltr.wiki.history;

import org.p2pltr.diff.Comparison;

/**
 * What lies between two versions of a page.
 *
 * @param from the older version's timestamp; 0 for the empty text before the first
 * @param to the newer one's; {@link Differences#LOCAL} for the local view with what waits
 */
public record Difference(String name, long from, long to, Comparison comparison) {}
