/**
 * Whole peers as real processes, over their REST calls; run after packaging, as they start the jar.
 */
@NullMarked
package org.p2pltr.wiki.process;

import org.jspecify.annotations.NullMarked;
