package org.p2pltr.peer;

import java.util.List;

/**
 * Where a document lives. Peers are PeerIds in hexadecimal digits.
 *
 * @param name the document
 * @param keyPosition h_t of the document, 16 hexadecimal digits
 * @param cell its cell's number
 * @param cellPosition where the cell begins on the ring, 16 hexadecimal digits
 * @param path the peers that the lookup went through, this one first
 * @param group the master group as far as known, the supposed Master-key peer first; empty if not
 *     known
 * @param logPlaces the places of the newest segment
 */
public record LookupView(
        String name,
        String keyPosition,
        int cell,
        String cellPosition,
        List<String> path,
        List<String> group,
        List<LogPlace> logPlaces) {
    public LookupView {
        path = List.copyOf(path);
        group = List.copyOf(group);
        logPlaces = List.copyOf(logPlaces);
    }

    /**
     * A place of the P2P-Log.
     *
     * @param function which of h1 … hn, from 1
     * @param position 16 hexadecimal digits
     * @param peers Log-Peer first, then Log-Peer-Succ
     */
    public record LogPlace(int function, String position, List<Holder> peers) {
        public LogPlace {
            peers = List.copyOf(peers);
        }
    }

    /**
     * A Log-Peer.
     *
     * @param answered false if it was silent; what it holds is not known then
     * @param holds the timestamps of the newest segment that it says it holds
     */
    public record Holder(String peer, boolean answered, List<Long> holds) {
        public Holder {
            holds = List.copyOf(holds);
        }
    }
}
