/**
 * How well peers find each other: rings of many peers, simulated and real, lookups through them
 * while peers come and go, a ring that mends itself periodically beside them, and the table and
 * charts that hold all of it against the bars.
 *
 * <p>Source: ring.md, "Must show".
 */
@NullMarked
package org.p2pltr.lab.ring;

import org.jspecify.annotations.NullMarked;
