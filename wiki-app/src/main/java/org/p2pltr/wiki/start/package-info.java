/**
 * The plain words when a peer cannot start.
 *
 * <p>Source: wiki.md, "Peer settings".
 */
@NullMarked
package org.p2pltr.wiki.start;

import org.jspecify.annotations.NullMarked;
