/**
 * The Log-Peer role: keeps entries, answers with them, and passes them to its successor.
 *
 * <p>Invariant: only entries whose form and signature were checked are stored; each (document, ts,
 * H) once. Source: log.md.
 */
@NullMarked
package org.p2pltr.logpeer;

import org.jspecify.annotations.NullMarked;
