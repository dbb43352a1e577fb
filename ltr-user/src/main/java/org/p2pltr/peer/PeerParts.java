package org.p2pltr.peer;

import java.util.List;
import org.p2pltr.env.Signer;
import org.p2pltr.env.Verifier;
import org.p2pltr.group.Genesis;
import org.p2pltr.group.GroupSettings;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.ring.RingSettings;

/**
 * What the roles of a peer are made from, real or simulated.
 *
 * @param self who it is, and where others reach it
 * @param name for people
 * @param genesis the network's record
 * @param signer signs as this peer
 * @param verifier checks everybody's signatures
 * @param join addresses of members to join through; may be empty
 * @param ring the ring's times
 * @param groups the master groups' times
 */
public record PeerParts(
        PeerContact self,
        String name,
        Genesis genesis,
        Signer signer,
        Verifier verifier,
        List<PeerAddress> join,
        RingSettings ring,
        GroupSettings groups) {
    public PeerParts {
        join = List.copyOf(join);
    }
}
