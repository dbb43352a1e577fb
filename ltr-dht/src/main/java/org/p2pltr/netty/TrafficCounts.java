package org.p2pltr.netty;

/**
 * What went over the network since the start, before TLS.
 *
 * @param dropped messages that did not leave: no address, no connection, or too many waiting
 * @param malformed frames that were no messages
 */
public record TrafficCounts(
        long framesIn, long bytesIn, long framesOut, long bytesOut, long dropped, long malformed) {}
