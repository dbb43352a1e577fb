/**
 * The history of a page, for people.
 *
 * <p>Source: wiki.md, row "history".
 */
@NullMarked
package org.p2pltr.wiki.history;

import org.jspecify.annotations.NullMarked;
