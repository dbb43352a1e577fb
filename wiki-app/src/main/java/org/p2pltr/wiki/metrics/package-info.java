/**
 * What this peer does, for machines that watch it: metrics under {@code ltr_…} and health.
 *
 * <p>Invariant: every figure is asked of the peer or counted from its reports. Source:
 * docs/metrics.md; dashboard.md.
 */
@NullMarked
package org.p2pltr.wiki.metrics;

import org.jspecify.annotations.NullMarked;
