package org.p2pltr.netty;

import java.util.List;

/**
 * What went over the network since the start, before TLS.
 *
 * @param dropped messages that did not leave: no address, no connection, or too many waiting
 * @param malformed frames that were no messages
 * @param sent what left, by kind of message
 */
public record TrafficCounts(
        long framesIn,
        long bytesIn,
        long framesOut,
        long bytesOut,
        long dropped,
        long malformed,
        List<Sent> sent) {
    public TrafficCounts {
        sent = List.copyOf(sent);
    }

    /**
     * What left of one kind of message.
     *
     * @param kind such as {@code RingMessage.Ping}; {@code transport} for hellos and the like
     */
    public record Sent(String kind, long frames, long bytes) {}
}
