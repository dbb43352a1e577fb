/**
 * Identity: positions on the ring, peers, networks, hashes, as values that check themselves.
 *
 * <p>Source: architecture.md, "Names, identity, network"; ring.md.
 */
@NullMarked
package org.p2pltr.id;

import org.jspecify.annotations.NullMarked;
