/** The other half of a planted cycle. */
@NullMarked
package org.p2pltr.planted.cycle;

import org.jspecify.annotations.NullMarked;
