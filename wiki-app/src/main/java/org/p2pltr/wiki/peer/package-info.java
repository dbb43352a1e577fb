/**
 * Starts and stops the peer behind this wiki and feeds what changes to the index that the web
 * queries.
 *
 * <p>Invariant: the index holds nothing that could not be made again from the peer. Source:
 * architecture.md, "Disk"; wiki.md.
 */
@NullMarked
package org.p2pltr.wiki.peer;

import org.jspecify.annotations.NullMarked;
