/**
 * The simulated world: many peers in one thread under virtual time, with a faulty network, disks
 * that forget what was not synced, and signatures without cost, all from one seed.
 *
 * <p>Invariant: same seed, same calls: same run, event by event. Source: architecture.md, rule 2
 * and "Time, random numbers, signatures in the simulator".
 */
@NullMarked
package org.p2pltr.sim;

import org.jspecify.annotations.NullMarked;
