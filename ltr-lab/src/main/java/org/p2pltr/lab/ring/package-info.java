/**
 * How well peers find each other: rings of many peers, lookups through them, and the table that
 * holds hops and tables against the bars.
 *
 * <p>Source: ring.md, "Must show".
 */
@NullMarked
package org.p2pltr.lab.ring;

import org.jspecify.annotations.NullMarked;
