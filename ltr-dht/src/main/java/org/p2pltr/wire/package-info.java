/**
 * Bytes and messages: frames, their limits, the hello, and the ring's own messages; knows the
 * generated Protocol Buffers classes.
 *
 * <p>Source: architecture.md, rules 6 and 7.
 */
@NullMarked
package org.p2pltr.wire;

import org.jspecify.annotations.NullMarked;
