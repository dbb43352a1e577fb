/**
 * Real peers as processes of their own, asked over their REST calls, and what is measured of them.
 *
 * <p>Figures are printed, never asserted. Source: architecture.md, "Scale".
 */
@NullMarked
package org.p2pltr.lab.measure;

import org.jspecify.annotations.NullMarked;
