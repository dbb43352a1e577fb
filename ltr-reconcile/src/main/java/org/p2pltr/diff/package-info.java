/**
 * Differences: between two texts or states a small, readable change.
 *
 * <p>Invariant: {@code between(old, now).apply(old)} is {@code now}, whatever the texts. Lines
 * first, then words inside changed lines, then characters inside a changed word.
 *
 * <p>Source: design page reconciliation.md, "Change".
 */
@NullMarked
package org.p2pltr.diff;

import org.jspecify.annotations.NullMarked;
