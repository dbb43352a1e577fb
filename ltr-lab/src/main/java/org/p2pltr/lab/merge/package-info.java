/**
 * How fast merging and comparing are: benchmarks over made pages, hostile texts and real histories,
 * and the table that holds them against the bars.
 *
 * <p>Source: reconciliation.md, "Must show".
 */
@NullMarked
package org.p2pltr.lab.merge;

import org.jspecify.annotations.NullMarked;
