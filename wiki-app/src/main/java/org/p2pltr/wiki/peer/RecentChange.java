package org.p2pltr.wiki.peer;

import java.time.Instant;

/**
 * A validated patch of any page. {@code seq} counts in the order in which this peer learnt of them,
 * with gaps.
 */
public record RecentChange(
        long seq,
        String name,
        String title,
        long ts,
        String patchId,
        String author,
        String authorPeer,
        Instant time,
        String comment,
        String chainHash) {}
