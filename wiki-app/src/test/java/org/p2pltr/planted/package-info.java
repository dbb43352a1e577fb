/** Sins on purpose, one class for each thing that a rule of the architecture must find. */
@NullMarked
package org.p2pltr.planted;

import org.jspecify.annotations.NullMarked;
