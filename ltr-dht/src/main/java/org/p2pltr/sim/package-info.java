/**
 * The simulated world: many peers in one thread under virtual time, with a faulty network, disks
 * that forget what was not synced, and signatures without cost, all from one seed.
 *
 * <p>A scenario:
 *
 * <pre>{@code
 * var simulation = Simulation.seeded(42).checking(invariants);
 * var ann = simulation.addPeer("ann", setup -> roles(setup));
 * var bob = simulation.addPeer("bob", setup -> roles(setup));
 * simulation.network().faults(NetworkFaults.BAD.withLoss(0.1));
 * var saved = ann.ask(new Save("Home", "text"));
 * simulation.mustReach("saved", Duration.ofSeconds(10), saved::isAnswered);
 * ann.crash();
 * simulation.runFor(Duration.ofSeconds(5));
 * ann.restart();
 * }</pre>
 *
 * <p>Invariant: same seed, same calls: same run, event by event. Source: architecture.md, rule 2
 * and "Time, random numbers, signatures in the simulator".
 */
@NullMarked
package org.p2pltr.sim;

import org.jspecify.annotations.NullMarked;
