/** Sins on purpose against the rules of the wiki's packages. */
@NullMarked
package org.p2pltr.wiki.planted;

import org.jspecify.annotations.NullMarked;
