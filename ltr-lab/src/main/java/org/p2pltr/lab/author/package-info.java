/**
 * Authors without pages: real peers that hold no replica and keep nothing, made to load a network
 * with publishes.
 *
 * <p>They speak what User Peers speak, and read the log with the same reader. Source:
 * master-group.md §6.
 */
@NullMarked
package org.p2pltr.lab.author;

import org.jspecify.annotations.NullMarked;
