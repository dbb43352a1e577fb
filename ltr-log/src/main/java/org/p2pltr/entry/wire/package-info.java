/**
 * Bytes and the log's messages; knows the generated Protocol Buffers classes.
 *
 * <p>Source: architecture.md, rules 6 and 7.
 */
@NullMarked
package org.p2pltr.entry.wire;

import org.jspecify.annotations.NullMarked;
