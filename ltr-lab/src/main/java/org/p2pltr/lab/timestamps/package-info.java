/**
 * How fast a network of three real processes gives timestamps, beside a bare append to a majority
 * of three disks.
 *
 * <p>Figures are printed, never asserted. Source: master-group.md §12.
 */
@NullMarked
package org.p2pltr.lab.timestamps;

import org.jspecify.annotations.NullMarked;
