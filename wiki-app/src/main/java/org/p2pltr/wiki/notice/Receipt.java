package org.p2pltr.wiki.notice;

import java.time.Duration;
import java.util.List;

/**
 * What is known of one save of this peer since its start.
 *
 * @param ts its timestamp
 * @param took from the save on this peer's disk to its timestamp
 * @param keptBy the Log-Peers that keep it, as PeerIds in hexadecimal digits; empty until they said
 *     so
 * @param places on how many places it belongs; 0 until they said so
 */
public record Receipt(long ts, Duration took, List<String> keptBy, int places) {
    public Receipt {
        keptBy = List.copyOf(keptBy);
    }

    /** True if a place of those that were told has not said that it keeps it. */
    boolean isLacking() {
        return keptBy.size() < places;
    }

    Receipt kept(List<String> peers, int ofPlaces) {
        return new Receipt(ts, took, peers, ofPlaces);
    }
}
