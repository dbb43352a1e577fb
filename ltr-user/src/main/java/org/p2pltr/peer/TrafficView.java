package org.p2pltr.peer;

/**
 * What went over the network since the start.
 *
 * @param messagesIn messages received
 * @param bytesIn bytes received
 * @param messagesOut messages sent
 * @param bytesOut bytes sent
 * @param dropped messages that did not leave: no address, no connection, or too many waiting
 * @param malformed what was received and is no message
 */
public record TrafficView(
        long messagesIn,
        long bytesIn,
        long messagesOut,
        long bytesOut,
        long dropped,
        long malformed) {}
