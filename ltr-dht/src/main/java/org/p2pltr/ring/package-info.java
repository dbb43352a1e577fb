/**
 * Membership of the ring: join, leave, neighbours, failure detection, and who is responsible for a
 * position.
 *
 * <p>Invariant: the ring only gives hints; a wrong, stale or split ring costs time, never
 * correctness. Source: ring.md.
 */
@NullMarked
package org.p2pltr.ring;

import org.jspecify.annotations.NullMarked;
