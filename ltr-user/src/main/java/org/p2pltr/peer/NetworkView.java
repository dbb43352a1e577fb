package org.p2pltr.peer;

/**
 * What the network was made with, for ever.
 *
 * @param cells slices of the key space
 * @param groupSize members of a master group, when there are peers enough
 * @param logFunctions n: an entry has 2n places, when there are peers enough
 * @param segment S: the timestamps that stay together on one Log-Peer
 */
public record NetworkView(int cells, int groupSize, int logFunctions, int segment) {}
