package org.p2pltr.ring;

import java.time.Duration;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;

/** What happens in the ring, for people, metrics and checks. */
public sealed interface RingEvent extends PeerEvent {

    /** A peer was heard for the first time since the start, or in a new life. */
    record PeerMet(PeerContact contact, String name, long incarnation) implements RingEvent {
        @Override
        public String toString() {
            return "met peer %s '%s' at %s, start %d"
                    .formatted(contact.id(), name, contact.address(), incarnation);
        }
    }

    /** Nothing was heard of a peer for the suspicion time. */
    record PeerSilent(PeerId peer, Duration silence) implements RingEvent {
        @Override
        public String toString() {
            return "peer " + peer + " is silent for " + silence.toMillis() + " ms";
        }
    }

    /** A silent peer was heard again. */
    record PeerBack(PeerId peer, Duration silence) implements RingEvent {
        @Override
        public String toString() {
            return "peer " + peer + " is back after " + silence.toMillis() + " ms";
        }
    }

    /** A peer said that it leaves. */
    record PeerLeft(PeerId peer) implements RingEvent {
        @Override
        public String toString() {
            return "peer " + peer + " left";
        }
    }

    /** A peer was silent for so long, or so many are known, that it is not tried any more. */
    record PeerForgotten(PeerId peer) implements RingEvent {
        @Override
        public String toString() {
            return "forgot peer " + peer;
        }
    }

    /** The peer at an address to join answered. */
    record JoinAnswered(PeerAddress address, PeerId through) implements RingEvent {
        @Override
        public String toString() {
            return "joined through peer " + through + " at " + address;
        }
    }

    /** This peer told the others that it leaves. */
    record SelfLeft(int unaware) implements RingEvent {
        @Override
        public String toString() {
            return "left the ring; " + unaware + " live peers did not say that they heard";
        }
    }
}
