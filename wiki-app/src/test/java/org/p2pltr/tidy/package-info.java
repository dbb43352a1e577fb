/**
 * Rules that the sources themselves keep: sizes, package pages, leftovers, paths of one machine.
 */
@NullMarked
package org.p2pltr.tidy;

import org.jspecify.annotations.NullMarked;
