/** How a wiki of many pages is to read: {@code bench wiki}. */
@NullMarked
package org.p2pltr.lab.wiki;

import org.jspecify.annotations.NullMarked;
