/**
 * Bytes and the messages about timestamps; knows the generated Protocol Buffers classes.
 *
 * <p>Source: architecture.md, rules 6 and 7.
 */
@NullMarked
package org.p2pltr.group.wire;

import org.jspecify.annotations.NullMarked;
