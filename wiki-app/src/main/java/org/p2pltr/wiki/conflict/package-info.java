/**
 * Open conflicts: shown with what both started from, and ended by a choice that is a save like any
 * other.
 *
 * <p>A conflict travels in the page's attributes; whoever chooses, chooses for all. Source:
 * wiki.md, "conflict"; reconciliation.md, rule 4.
 */
@NullMarked
package org.p2pltr.wiki.conflict;

import org.jspecify.annotations.NullMarked;
