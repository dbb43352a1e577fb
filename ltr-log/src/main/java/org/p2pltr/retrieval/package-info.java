/**
 * Entries of a document in total order, from whichever Log-Peers have them, checked against the
 * chain.
 *
 * <p>Invariant: nothing is delivered that the head's hash does not prove. Source: log.md,
 * "Retrieval in total order"; master-group.md §7.
 */
@NullMarked
package org.p2pltr.retrieval;

import org.jspecify.annotations.NullMarked;
