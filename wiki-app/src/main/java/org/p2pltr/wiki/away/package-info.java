/**
 * Away and back: what others did meanwhile, and one's own saves that wait.
 *
 * <p>Source: wiki.md, rows "while you were away" and "offline".
 */
@NullMarked
package org.p2pltr.wiki.away;

import org.jspecify.annotations.NullMarked;
