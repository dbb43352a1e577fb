package org.p2pltr.peer;

import java.util.List;

/**
 * A document whose timestamps this peer looks after.
 *
 * @param name the document
 * @param cell its cell's number
 * @param part what this peer is in the cell
 * @param members of the cell's group as PeerIds in hexadecimal digits, the supposed Master-key peer
 *     first
 * @param lastTs the last timestamp as this peer holds it; at the Master-key peer nobody has a later
 *     one
 * @param chainHash H of that timestamp in hexadecimal digits
 * @param ballot of the session in which this peer accepted it
 */
public record TimestampLine(
        String name,
        int cell,
        CellPart part,
        List<String> members,
        long lastTs,
        String chainHash,
        String ballot) {
    public TimestampLine {
        members = List.copyOf(members);
    }
}
