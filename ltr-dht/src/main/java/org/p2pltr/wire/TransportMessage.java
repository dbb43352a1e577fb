package org.p2pltr.wire;

import org.p2pltr.env.Verifier;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerAddress;
import org.p2pltr.id.PeerIdentity;
import org.p2pltr.id.PublicKey;
import org.p2pltr.id.Signature;
import org.p2pltr.start.Start;

/**
 * What the two ends of a connection say about the connection itself; never reaches a role. The
 * dialler says hello, the other end answers with its hello and proof, the dialler with its proof.
 */
public sealed interface TransportMessage {

    /**
     * Who speaks. Throws IllegalArgumentException for what no peer says.
     *
     * @param start which start of the peer this is
     * @param host where the peer listens; empty: at the address it is seen at
     * @param port where it listens, 1 to 65535
     * @param name its name for people, at most {@link #MAX_NAME} bytes of UTF-8, no control
     *     characters
     * @param nonce random bytes made for this connection
     * @param genesis the network's genesis record, said to a newcomer only, else empty
     */
    record Hello(
            Membership membership,
            PeerIdentity identity,
            Start start,
            String host,
            int port,
            String name,
            Bytes nonce,
            Bytes genesis)
            implements TransportMessage {
        /** The protocol version that this program speaks. */
        public static final int VERSION = 1;

        /** The first thing a hello says. */
        public static final Bytes MAGIC = Bytes.utf8("LTR1");

        /** Length of the nonce in bytes. */
        public static final int NONCE_LENGTH = 32;

        /** Longest name in bytes of UTF-8. */
        public static final int MAX_NAME = 200;

        /** Largest genesis record in bytes. */
        public static final int MAX_GENESIS = 8 * 1024;

        public Hello {
            Limits.length("nonce", nonce, NONCE_LENGTH);
            Limits.text("name", name, MAX_NAME);
            Limits.require(
                    genesis.length() <= MAX_GENESIS,
                    "genesis has at most " + MAX_GENESIS + " bytes, not " + genesis.length());
            // The address type knows what a host and a port are; any name will do for the port.
            new PeerAddress(host.isEmpty() ? "seen" : host, port);
        }

        /** Where the peer listens, given the host it was seen at. */
        public PeerAddress addressSeenAt(String seenHost) {
            return new PeerAddress(host.isEmpty() ? seenHost : host, port);
        }
    }

    /** Shows that the sender of a hello holds its key; see {@link #statement}. */
    record Proof(Signature signature) implements TransportMessage {
        private static final Bytes TITLE = Bytes.utf8("p2p-ltr hello proof 1");

        /** What is signed: the signer's hello and the other side's, with both their nonces. */
        public static Bytes statement(Bytes signersHello, Bytes othersHello) {
            return TITLE.plus(Hash.of(signersHello).value()).plus(Hash.of(othersHello).value());
        }

        /** True if the holder of the key said the one hello in answer to the other. */
        public boolean proves(
                PublicKey key, Bytes signersHello, Bytes othersHello, Verifier verifier) {
            return verifier.verify(key, statement(signersHello, othersHello), signature);
        }
    }

    /** Says why the connection is closed, and what shows that this is so. */
    record Refusal(Reason reason, String text, Evidence evidence) implements TransportMessage {
        /** Longest text in bytes of UTF-8. */
        public static final int MAX_TEXT = 200;

        public Refusal {
            Limits.text("text", text, MAX_TEXT);
        }

        /** A refusal that shows nothing. */
        public Refusal(Reason reason, String text) {
            this(reason, text, new Evidence.None());
        }

        /** What the refused peer can check for itself. */
        public sealed interface Evidence {
            /** Nothing; an older program shows nothing for any reason. */
            record None() implements Evidence {}

            /** The start of the refused peer that was seen, signed by it if it signs its starts. */
            record Seen(Start start) implements Evidence {}
        }

        /** Why a peer is refused. The numbers are fixed. */
        public enum Reason {
            /** Something that this version does not know. */
            OTHER(0),
            /** No hello, or one that says what no peer says. */
            BAD_HELLO(1),
            /** The two speak different protocol versions. */
            OTHER_VERSION(2),
            /** The two are of different networks. */
            OTHER_NETWORK(3),
            /** The peer has called itself. */
            SELF(4),
            /** The peer was seen with a later start: its disk is an old copy. */
            OLD_START(5),
            /** The peer was seen with this start in another process: there are two of it. */
            TWIN(6),
            /** The signature is not of the claimed key. */
            BAD_PROOF(7);

            private final int number;

            Reason(int number) {
                this.number = number;
            }

            /** Its number on the wire. */
            public int number() {
                return number;
            }

            /** The reason of a number; {@link #OTHER} for one that this version does not know. */
            public static Reason of(int number) {
                for (Reason reason : values()) if (reason.number == number) return reason;
                return OTHER;
            }
        }
    }

    /** Asks whether the other end still lives. */
    record Ping() implements TransportMessage {}

    /** Answers a ping. */
    record Pong() implements TransportMessage {}
}
