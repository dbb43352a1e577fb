/**
 * Real peers that are killed and started again while people write, and what must be true after it.
 *
 * <p>What was acknowledged is in every copy exactly once, and every history is 1, 2, 3 … Source:
 * master-group.md §15, on real processes.
 */
@NullMarked
package org.p2pltr.lab.chaos;

import org.jspecify.annotations.NullMarked;
