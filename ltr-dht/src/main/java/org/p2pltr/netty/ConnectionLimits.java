package org.p2pltr.netty;

import java.time.Duration;

/**
 * What a peer allows its connections.
 *
 * @param handshake longest time from the connection to both proofs
 * @param silence after this long without a byte the other end is asked for a sign of life; after
 *     twice that the connection is closed
 * @param unused a connection that this peer dialled is closed when no message went either way for
 *     this long
 * @param queueBytes most bytes that wait for one connection; what comes on top is dropped
 * @param queueTime longest time that a message waits for a connection to be made
 * @param perAddress most open connections that one remote address may have dialled
 * @param dialled most open connections that others may have dialled in all
 * @param firstRetry time before the second attempt to connect; doubles with each attempt
 * @param lastRetry longest time between two attempts
 */
public record ConnectionLimits(
        Duration handshake,
        Duration silence,
        Duration unused,
        int queueBytes,
        Duration queueTime,
        int perAddress,
        int dialled,
        Duration firstRetry,
        Duration lastRetry) {
    /** What a peer allows unless told otherwise. */
    public static final ConnectionLimits DEFAULT =
            new ConnectionLimits(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(2),
                    16 << 20,
                    Duration.ofSeconds(5),
                    256,
                    4096,
                    Duration.ofMillis(100),
                    Duration.ofSeconds(5));
}
