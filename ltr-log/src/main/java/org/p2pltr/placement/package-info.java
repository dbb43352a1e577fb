/**
 * Where entries live: replication hash functions, segments, and the 2n places of a segment, as pure
 * functions of what the ring located.
 *
 * <p>Invariant: the places of a segment are distinct peers, and there are 2n of them when the
 * network has that many peers. Source: log.md, "Placement".
 */
@NullMarked
package org.p2pltr.placement;

import org.jspecify.annotations.NullMarked;
