package org.p2pltr.peer;

/** What a peer is for a cell. */
public enum CellPart {
    /** In the group, and its master: gives the timestamps. */
    MASTER_KEY,
    /** In the group: takes over when the master is gone. */
    MASTER_SUCC
}
