/**
 * A peer's copy of one document: validated state, this peer's tentative patches on it, and the
 * local view, with one pure step for each thing that can happen. Invariants: {@code
 * ReplicasEqualTheLog} (the validated state has the digest that the log's entry names) and {@code
 * NothingTypedIsLost} (a tentative patch leaves the queue only as validated, as part of the one
 * patch that a squash makes of it and its neighbours, or because its author discards it; one that
 * got too large is handed back as a text). Source: reconciliation.md, "Replica".
 */
@NullMarked
package org.p2pltr.replica;

import org.jspecify.annotations.NullMarked;
