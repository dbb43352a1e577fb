/**
 * The dashboard at {@code /admin}: what this peer does and sees, in figures that it answers for.
 *
 * <p>Invariant: nothing here changes anything. Source: dashboard.md.
 */
@NullMarked
package org.p2pltr.wiki.admin;

import org.jspecify.annotations.NullMarked;
