/** The wiki application: where the process starts. */
@NullMarked
package org.p2pltr.wiki;

import org.jspecify.annotations.NullMarked;
