/**
 * Immutable blocks in the DHT: {@code put(position, key, value)} and {@code get(position, key)},
 * where the key is the SHA-256 of the value. A block lives at the peer responsible for its position
 * and at that peer's successor.
 *
 * <p>Invariants: {@code BlockProvesItself}: no peer stores or passes on a value that is not its
 * key's; {@code DurableBeforeStored}: "stored" is said when it is on disk; {@code OnlyCopied}:
 * repair never removes a block. Source: ring.md, "Storage in the DHT".
 */
@NullMarked
package org.p2pltr.block;

import org.jspecify.annotations.NullMarked;
