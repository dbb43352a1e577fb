/**
 * The real network: TCP connections between peers that have proven who they are, on Netty.
 *
 * <p>Invariants: a message is handed on only from a peer that signed both hellos of its connection;
 * no bytes from outside harm the peer or make it keep more than the named limits. All state lives
 * on one Netty thread.
 *
 * <p>Source: architecture.md, rules 6 and 7; security.md.
 */
@NullMarked
package org.p2pltr.netty;

import org.jspecify.annotations.NullMarked;
