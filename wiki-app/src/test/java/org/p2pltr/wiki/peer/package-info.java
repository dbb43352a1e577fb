/** Tests of how the wiki's peer is set up. */
@NullMarked
package org.p2pltr.wiki.peer;

import org.jspecify.annotations.NullMarked;
