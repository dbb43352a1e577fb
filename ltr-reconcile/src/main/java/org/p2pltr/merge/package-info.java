/**
 * Merging what was saved here with what was validated meanwhile: ReconciliationEngine, Conflict,
 * and the units of Markdown that are never torn.
 *
 * <p>Invariant {@code NothingTypedIsLost}: every word that either side inserted is in the merged
 * text or in a recorded conflict. Only the author's peer merges, so an engine may be replaced
 * without harm to agreement.
 *
 * <p>Source: design page reconciliation.md, "Merging a tentative change with what was validated
 * meanwhile".
 */
@NullMarked
package org.p2pltr.merge;

import org.jspecify.annotations.NullMarked;
