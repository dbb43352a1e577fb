package org.p2pltr.netty;

import java.security.SecureRandom;
import org.p2pltr.env.Signer;
import org.p2pltr.env.Verifier;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.NetworkId;
import org.p2pltr.id.PeerId;
import org.p2pltr.start.Start;
import org.p2pltr.wire.Membership;
import org.p2pltr.wire.TransportMessage.Hello;

/**
 * How this run of a peer introduces itself to others.
 *
 * @param genesis the network's genesis record, told to newcomers; at most {@link Hello#MAX_GENESIS}
 *     bytes; empty for a newcomer
 * @param start which start of this peer this run is
 * @param name the peer's name for people, at most {@link Hello#MAX_NAME} bytes
 */
public record Introduction(
        Signer signer,
        Verifier verifier,
        Membership membership,
        Bytes genesis,
        Start start,
        String name) {

    /** A peer of a network. */
    public static Introduction ofMember(
            Signer signer,
            Verifier verifier,
            NetworkId network,
            Bytes genesis,
            long start,
            String name) {
        return new Introduction(
                signer,
                verifier,
                new Membership.MemberOf(network),
                genesis,
                Start.signed(start, random(Start.RUN_LENGTH), signer),
                name);
    }

    /** A peer that wants to hear which network it joins. */
    public static Introduction ofNewcomer(
            Signer signer, Verifier verifier, long start, String name) {
        return new Introduction(
                signer,
                verifier,
                new Membership.Newcomer(),
                Bytes.EMPTY,
                Start.signed(start, random(Start.RUN_LENGTH), signer),
                name);
    }

    /** True if this peer itself has said that start, and it rules this run out. */
    boolean isRuledOutBy(Start seen) {
        return start.isRuledOutBy(seen) && seen.isSealedBy(signer.identity(), verifier);
    }

    /** Who introduces itself. */
    PeerId self() {
        return signer.identity().id();
    }

    /** A hello for one connection; the genesis record is said to newcomers only. */
    Hello hello(String host, int port, boolean toNewcomer) {
        return new Hello(
                membership,
                signer.identity(),
                start,
                host,
                port,
                name,
                random(Hello.NONCE_LENGTH),
                toNewcomer ? genesis : Bytes.EMPTY);
    }

    private static Bytes random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return Bytes.of(bytes);
    }
}
