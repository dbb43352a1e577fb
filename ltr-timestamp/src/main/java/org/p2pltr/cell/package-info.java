/**
 * Cells: which slice of the key space a document falls in, and where the slice lies on the ring.
 *
 * <p>Source: master-group.md §1.
 */
@NullMarked
package org.p2pltr.cell;

import org.jspecify.annotations.NullMarked;
