/**
 * What a peer may ask of the world: events in, effects out. Interfaces and records only.
 *
 * <p>A {@link org.p2pltr.env.Role} never blocks, locks, starts a thread, or reads clock, random,
 * file or socket: all of that comes in with an {@link org.p2pltr.env.Event} and its {@link
 * org.p2pltr.env.Environment} and leaves as {@link org.p2pltr.env.Effect}s. Invariant: durable
 * before said (see {@link org.p2pltr.env.Effect.Persist}).
 *
 * <p>Source: architecture.md, rules 2–6.
 */
@NullMarked
package org.p2pltr.env;

import org.jspecify.annotations.NullMarked;
