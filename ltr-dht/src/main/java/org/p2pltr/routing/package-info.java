/**
 * Routing as values: how the circle is divided from each peer's point of view, which peers it keeps
 * for the parts, and to whom a lookup goes next. Nothing here sends or waits.
 *
 * <p>Invariant {@code LookupsGetNearer}: each hop is strictly nearer to the position looked for
 * than the one before, first from behind, then, once past it, from ahead; so no lookup runs for
 * ever, however wrong the tables are. Source: ring.md, "Routing"; dks.txt, "Relative division of
 * the space".
 */
@NullMarked
package org.p2pltr.routing;

import org.jspecify.annotations.NullMarked;
