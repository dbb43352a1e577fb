package org.p2pltr.peer;

import java.util.List;

/**
 * A cell that this peer looks after.
 *
 * @param cell its number
 * @param configuration of its group, as epoch.number
 * @param part what this peer is in it
 * @param members of its group as PeerIds in hexadecimal digits, the supposed Master-key peer first
 * @param documents with a timestamp in it
 */
public record CellLine(
        int cell, String configuration, CellPart part, List<String> members, int documents) {
    public CellLine {
        members = List.copyOf(members);
    }
}
