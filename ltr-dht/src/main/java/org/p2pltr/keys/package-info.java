/**
 * The peer's key on disk, and Ed25519 for real.
 *
 * <p>Invariants: the key file is readable by its owner only and is never overwritten; nothing that
 * comes from outside makes a verifier throw.
 *
 * <p>Source: architecture.md, "Names, identity, network"; facts.md.
 */
@NullMarked
package org.p2pltr.keys;

import org.jspecify.annotations.NullMarked;
