package org.p2pltr.peer;

/**
 * What trying now came to.
 *
 * @param published patches of this peer that got their timestamps meanwhile
 * @param retrieved patches of others that arrived meanwhile
 * @param pending patches of this peer that still wait
 */
public record SyncOutcome(int published, int retrieved, int pending) {}
