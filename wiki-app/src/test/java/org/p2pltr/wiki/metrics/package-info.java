/** Tests of metrics and health. */
@NullMarked
package org.p2pltr.wiki.metrics;

import org.jspecify.annotations.NullMarked;
