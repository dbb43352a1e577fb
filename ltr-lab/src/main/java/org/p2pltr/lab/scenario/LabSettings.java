package org.p2pltr.lab.scenario;

import java.time.Duration;
import org.p2pltr.group.GroupSettings;
import org.p2pltr.ring.RingSettings;

/**
 * How a simulated network is made.
 *
 * @param peers how many peers it begins with; more may join
 * @param cells P, kept small so that one run touches every cell
 * @param groupSize r
 * @param segment S, small so that a document's log is spread over peers
 * @param throughBytes messages are turned into bytes and read again by the real codecs
 */
public record LabSettings(
        int peers,
        int cells,
        int groupSize,
        int segment,
        boolean throughBytes,
        RingSettings ring,
        GroupSettings groups) {
    /** Groups of 3, 8 cells, segments of 4; a group follows the ring after 5 s of calm. */
    public static LabSettings of(int peers) {
        return new LabSettings(
                peers,
                8,
                3,
                4,
                false,
                RingSettings.DEFAULT,
                GroupSettings.DEFAULT.withStableRing(Duration.ofSeconds(5)));
    }

    /** The same with so many cells, a power of two. */
    public LabSettings cells(int other) {
        return new LabSettings(peers, other, groupSize, segment, throughBytes, ring, groups);
    }

    /** The same with messages through the real codecs, or not. */
    public LabSettings throughBytes(boolean on) {
        return new LabSettings(peers, cells, groupSize, segment, on, ring, groups);
    }

    /** The same with other times of the master groups. */
    public LabSettings groups(GroupSettings other) {
        return new LabSettings(peers, cells, groupSize, segment, throughBytes, ring, other);
    }
}
