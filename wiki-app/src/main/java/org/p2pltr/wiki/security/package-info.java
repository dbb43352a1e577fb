/**
 * Who may act on this wiki through its web page.
 *
 * <p>Invariant: another web site in the same browser can neither read nor change anything here.
 * Source: security.md.
 */
@NullMarked
package org.p2pltr.wiki.security;

import org.jspecify.annotations.NullMarked;
