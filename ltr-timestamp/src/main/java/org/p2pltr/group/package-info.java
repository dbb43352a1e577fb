/**
 * The master group of a cell: configuration, ballots, registers, take-over by a Master-Succ,
 * hand-over to the next configuration, and the role that does all of it for a peer's cells.
 *
 * <p>Invariants: {@code OneSuccessor} (at most one configuration per number is chosen), {@code
 * FreezeCovers} (what a configuration chose is in its successor's registers), {@code OneRegister}
 * (chosen registers of a document extend each other), {@code DurableBeforeSaid}. The ring is a hint
 * here: no rule asks who is the successor of what. Source: master-group.md.
 */
@NullMarked
package org.p2pltr.group;

import org.jspecify.annotations.NullMarked;
