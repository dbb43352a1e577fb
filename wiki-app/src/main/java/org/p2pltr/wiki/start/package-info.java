/**
 * The welcome page, and the plain words when a peer cannot start.
 *
 * <p>Source: wiki.md, rows "first run" and "Peer settings".
 */
@NullMarked
package org.p2pltr.wiki.start;

import org.jspecify.annotations.NullMarked;
