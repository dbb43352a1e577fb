/**
 * Active repair: peers that keep the same segments compare what they hold and give each other what
 * is missing, after the ring has changed and in a slow background sweep.
 *
 * <p>Invariant: repair only copies; nothing is ever removed by it, and its idle traffic is bounded
 * whatever the number of documents. Source: log.md, "Availability"; ring.md, "Storage in the DHT".
 */
@NullMarked
package org.p2pltr.repair;

import org.jspecify.annotations.NullMarked;
