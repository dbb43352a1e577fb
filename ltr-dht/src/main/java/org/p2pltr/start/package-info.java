/**
 * Which start of a peer is its newest: each start raises a durable counter, and the neighbours
 * remember the highest they have seen, so that an old copy of a peer's disk, or a second peer on a
 * copied disk, is refused before it votes.
 *
 * <p>Keeps {@code NoOldVotes}: a peer that once counted on what a start of another said never
 * listens to an earlier start of it, nor to another run of the same. Source: architecture.md,
 * "Disk"; docs/decisions/0004-refused-starts.md.
 */
@NullMarked
package org.p2pltr.start;

import org.jspecify.annotations.NullMarked;
