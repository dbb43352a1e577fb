package org.p2pltr.peer;

/**
 * This peer.
 *
 * @param id PeerId in hexadecimal digits
 * @param name for people
 * @param listen host:port where it listens
 * @param advertise host:port that others are told
 * @param networkId in hexadecimal digits
 * @param ringPosition 16 hexadecimal digits
 * @param online false while working offline
 * @param pending patches of this peer that wait for their timestamps, over all pages
 * @param pages documents with a local copy
 * @param masterOf cells whose Master-key peer this is
 * @param memberOf cells in whose master group this is
 * @param logEntries log entries kept for others and for itself
 */
public record PeerView(
        String id,
        String name,
        String listen,
        String advertise,
        String networkId,
        String ringPosition,
        boolean online,
        int pending,
        int pages,
        int masterOf,
        int memberOf,
        long logEntries) {}
