/**
 * The peer loop: hands events to roles, carries out their effects, and keeps "durable before said".
 *
 * <p>Invariant: of one role and lane, nothing that was returned after a {@link
 * org.p2pltr.env.Effect.Persist} leaves before that write is synced ({@code DurableBeforeSaid}).
 * Source: architecture.md, rules 3 and 4.
 */
@NullMarked
package org.p2pltr.loop;

import org.jspecify.annotations.NullMarked;
