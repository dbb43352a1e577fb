/**
 * What happens at the peer, told to open browser tabs and remembered as receipts.
 *
 * <p>Everything here is volatile and bounded: a tab that missed something is told to ask anew, and
 * a receipt that is gone was never promised. Source: wiki.md, "state" and "REST API".
 */
@NullMarked
package org.p2pltr.wiki.notice;

import org.jspecify.annotations.NullMarked;
