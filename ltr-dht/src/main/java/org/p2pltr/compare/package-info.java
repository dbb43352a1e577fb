/**
 * How two holders of the same records find out, with few bytes, what each of them misses: digests
 * of ranges first, names where the digests differ. The one repair mechanism: blocks and the log use
 * it.
 *
 * <p>Invariant: comparing only finds what is to be copied; nothing is ever removed by it. Its idle
 * traffic is bounded, whatever is held. Source: ring.md, "Storage in the DHT".
 */
@NullMarked
package org.p2pltr.compare;

import org.jspecify.annotations.NullMarked;
