/**
 * The catalog of a cell: its documents and their heads with a change counter, and who wants to hear
 * of them.
 *
 * <p>Invariant: no subscriber ever misses a head: only the answer to a subscription moves its
 * cursor, what is pushed in between does not. Source: architecture.md, "Words".
 */
@NullMarked
package org.p2pltr.catalog;

import org.jspecify.annotations.NullMarked;
