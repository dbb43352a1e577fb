package org.p2pltr.sim;

import java.util.random.RandomGenerator;
import org.p2pltr.env.Signer;
import org.p2pltr.env.Verifier;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;

/**
 * What the roles of a simulated peer are made from at one start.
 *
 * @param start 1 at the first start of the peer, then 2, 3 …; not reset when the disk is lost
 * @param random for settings of this start; not what the roles get with their events
 */
public record PeerSetup(
        String name,
        int start,
        PeerAddress address,
        Signer signer,
        Verifier verifier,
        RandomGenerator random) {

    /** Who the peer is. */
    public PeerId self() {
        return signer.identity().id();
    }

    /** Who it is and where it listens. */
    public PeerContact contact() {
        return new PeerContact(self(), address);
    }
}
