/**
 * {@code LtrPeer}: all roles of one peer assembled, and the only door for those outside. Every
 * value here is of plain Java types, so that the wiki needs nothing of the protocol. Futures live
 * here and nowhere below. Source: architecture.md, "Modules".
 */
@NullMarked
package org.p2pltr.peer;

import org.jspecify.annotations.NullMarked;
