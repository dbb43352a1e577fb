package org.p2pltr.ring;

import java.util.List;
import java.util.Optional;
import org.p2pltr.env.Message;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.routing.TracedLookup;

/**
 * What the routed rings of two peers say to each other. A number is the sender's own; an answer
 * carries the number of what it answers. Source: docs/protocol/ring.md.
 */
public sealed interface RoutedMessage extends Message {
    /** Most contacts in one list. */
    int MAX_CONTACTS = 256;

    /** Most hops of a message on its way; no path in a mended ring is as long. */
    int MAX_HOPS = 64;

    /** Which question this is, or which it answers. */
    long number();

    /** Called to an address: who is there? Answered with {@link Me} by a member of the ring. */
    record Who(long number) implements RoutedMessage {}

    /** The sender. */
    record Me(long number, PeerContact contact) implements RoutedMessage {}

    /**
     * A recursive lookup on its way; whoever is responsible answers the asker with {@link Found}.
     *
     * @param past the sender believes that it ends at the receiver
     * @param hops so far, at most {@link #MAX_HOPS}
     */
    record Route(long number, PeerContact asker, RingPosition position, boolean past, int hops)
            implements RoutedMessage {
        public Route {
            checkHops(hops);
        }
    }

    /**
     * The sender is responsible.
     *
     * @param after the position of its predecessor: it answers for what lies between
     * @param peers the sender, then its near successors in ring order
     */
    record Found(long number, RingPosition after, List<PeerContact> peers, int hops)
            implements RoutedMessage {
        public Found {
            peers = checked(peers);
            if (peers.isEmpty()) throw new IllegalArgumentException("nobody was found");
            checkHops(hops);
        }
    }

    /** An iterative lookup: which is your step? Answered with {@link StepTold} or {@link Found}. */
    record AskStep(long number, RingPosition position, boolean past, List<PeerId> silent)
            implements RoutedMessage {
        public AskStep {
            silent = List.copyOf(silent);
            if (silent.size() > TracedLookup.MAX_SILENT)
                throw new IllegalArgumentException(silent.size() + " silent peers");
        }
    }

    /** The lookup goes on at that peer, where the sender believes that it ends if {@code past}. */
    record StepTold(long number, PeerContact to, boolean past) implements RoutedMessage {}

    /** Correction on use: what the receiver sent on to the sender belonged nearer to that peer. */
    record Better(long number, PeerContact peer) implements RoutedMessage {}

    /**
     * Are you there? Answered with {@link Alive}, and with {@link Near} if the digest is of other
     * peers than the receiver's own near successors.
     *
     * @param first the receiver is the first successor of the sender
     * @param digest of what the sender believes to be the receiver's near successors
     * @param before the predecessor of the sender, told to its first successor
     */
    record Probe(
            long number,
            Introduction sender,
            boolean first,
            long digest,
            Optional<PeerContact> before)
            implements RoutedMessage {}

    /**
     * I am: this life of that name, at the address that was probed.
     *
     * @param name as in {@link Introduction}
     */
    record Alive(long number, String name, long incarnation) implements RoutedMessage {
        public Alive {
            Introduction.check(name, incarnation);
        }
    }

    /** Peers in ring order between which there is nobody, one of the first two is the sender. */
    record Near(long number, List<PeerContact> peers) implements RoutedMessage {
        public Near {
            peers = checked(peers);
        }
    }

    /** Is that peer there? Probed by the receiver, answered with {@link Heard} if it is. */
    record ProbeFor(long number, PeerContact target) implements RoutedMessage {}

    /** The peer that was asked for answered. */
    record Heard(long number, PeerId target) implements RoutedMessage {}

    /** The newcomer asks the peer responsible for its position. {@link Entered} or {@link Busy}. */
    record Enter(long number, Introduction newcomer) implements RoutedMessage {}

    /**
     * The place before the sender is kept for the newcomer.
     *
     * @param near the sender and its near successors, coming round to the newcomer in a small ring
     * @param others whom else the sender keeps
     */
    record Entered(
            long number, PeerContact predecessor, List<PeerContact> near, List<PeerContact> others)
            implements RoutedMessage {
        public Entered {
            near = checked(near);
            others = checked(others);
        }
    }

    /** Not now, or not here. */
    record Busy(long number) implements RoutedMessage {}

    /** The newcomer is now the receiver's successor. Answered with {@link Taken} or Busy. */
    record Beside(long number, Introduction newcomer) implements RoutedMessage {}

    /** The newcomer, known to its predecessor, is now the receiver's predecessor. Taken or Busy. */
    record Inside(long number, Introduction newcomer) implements RoutedMessage {}

    /** The sender leaves; its predecessor is to be the receiver's. Taken or Busy. */
    record Exit(long number, PeerContact predecessor) implements RoutedMessage {}

    /**
     * The sender is out of the ring; these follow the receiver instead. Taken.
     *
     * @param incarnation the life that ends with it; 0 if the sender only gave up to join, and may
     *     try again
     */
    record Instead(long number, List<PeerContact> near, long incarnation) implements RoutedMessage {
        public Instead {
            near = checked(near);
            if (incarnation < 0)
                throw new IllegalArgumentException("no life has the number " + incarnation);
        }
    }

    /**
     * Correction on change: a peer is gone, and another one is responsible for what it was.
     *
     * @param left it said so itself; false if it fell silent
     */
    record Replaced(long number, PeerId gone, PeerContact by, boolean left)
            implements RoutedMessage {}

    /** So it is. */
    record Taken(long number) implements RoutedMessage {}

    private static List<PeerContact> checked(List<PeerContact> peers) {
        if (peers.size() > MAX_CONTACTS)
            throw new IllegalArgumentException(
                    "a list has at most " + MAX_CONTACTS + " peers, not " + peers.size());
        return List.copyOf(peers);
    }

    private static void checkHops(int hops) {
        if (hops < 0 || hops > MAX_HOPS)
            throw new IllegalArgumentException("hops are 0 to " + MAX_HOPS + ", not " + hops);
    }
}
