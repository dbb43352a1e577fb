package org.p2pltr.peer;

import java.util.List;

/**
 * What went over the network since the start.
 *
 * @param messagesIn messages received
 * @param bytesIn bytes received
 * @param messagesOut messages sent
 * @param bytesOut bytes sent
 * @param dropped messages that did not leave: no address, no connection, or too many waiting
 * @param malformed what was received and is no message
 * @param sent what was sent, by kind of message
 */
public record TrafficView(
        long messagesIn,
        long bytesIn,
        long messagesOut,
        long bytesOut,
        long dropped,
        long malformed,
        List<Sent> sent) {
    public TrafficView {
        sent = List.copyOf(sent);
    }

    /** What was sent of one kind of message. */
    public record Sent(String kind, long messages, long bytes) {}
}
