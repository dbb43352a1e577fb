/**
 * Text, change: apply, invert, compose, transform, mapPosition; a document's state and its bytes.
 * Pure values.
 *
 * <p>Invariants: a {@link org.p2pltr.text.Change} is always in normal form and never splits a
 * surrogate pair; equal values have equal bytes, and bytes that are not in that one form are
 * refused.
 *
 * <p>Source: design page reconciliation.md, "Change"; log.md, "A log entry".
 */
@NullMarked
package org.p2pltr.text;

import org.jspecify.annotations.NullMarked;
