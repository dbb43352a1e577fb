/**
 * A peer's copy of one document: validated state, this peer's tentative patches on it, and the
 * local view, with one pure step for each thing that can happen. Invariants: {@code
 * ReplicasEqualTheLog} (the validated state has the digest that the log's entry names) and {@code
 * NothingTypedIsLost} (a tentative patch leaves the queue only as validated, or as a text handed
 * back). Source: reconciliation.md, "Replica".
 */
@NullMarked
package org.p2pltr.replica;

import org.jspecify.annotations.NullMarked;
