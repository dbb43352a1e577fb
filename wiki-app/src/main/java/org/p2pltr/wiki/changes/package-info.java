/**
 * Recent changes over all pages, for people.
 *
 * <p>Source: wiki.md, row "find".
 */
@NullMarked
package org.p2pltr.wiki.changes;

import org.jspecify.annotations.NullMarked;
