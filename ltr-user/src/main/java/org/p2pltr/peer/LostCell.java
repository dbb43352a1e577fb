package org.p2pltr.peer;

import java.util.List;

/**
 * A cell that gives no timestamps, as most of its group does not answer. Peers are PeerIds in
 * hexadecimal digits.
 *
 * @param cell its number
 * @param configuration of its group, as epoch.number
 * @param gone members that do not answer
 * @param survivors members that answer, this peer first
 * @param documents with a timestamp in it, as this peer knows
 * @param begun a recovery has begun before and did not end
 */
public record LostCell(
        int cell,
        String configuration,
        List<String> gone,
        List<String> survivors,
        int documents,
        boolean begun) {
    public LostCell {
        gone = List.copyOf(gone);
        survivors = List.copyOf(survivors);
    }
}
