package org.p2pltr.peer;

import java.util.List;

/**
 * What this peer keeps of a document as its Log-Peer or Log-Peer-Succ.
 *
 * @param name the document
 * @param spans the timestamps, in order
 * @param entries how many; more than timestamps only where entries contradict each other
 * @param bytes of those entries
 */
public record KeptLine(String name, List<Span> spans, long entries, long bytes) {
    public KeptLine {
        spans = List.copyOf(spans);
    }

    /** Timestamps from the first to the last, both included. */
    public record Span(long first, long last) {}
}
