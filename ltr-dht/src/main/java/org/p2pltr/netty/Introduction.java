package org.p2pltr.netty;

import java.security.SecureRandom;
import org.p2pltr.env.Signer;
import org.p2pltr.env.Verifier;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.NetworkId;
import org.p2pltr.id.PeerId;
import org.p2pltr.wire.Membership;
import org.p2pltr.wire.TransportMessage.Hello;

/**
 * How this run of a peer introduces itself to others.
 *
 * @param genesis the network's genesis record, told to newcomers; at most {@link Hello#MAX_GENESIS}
 *     bytes; empty for a newcomer
 * @param start how many times this peer has started
 * @param name the peer's name for people, at most {@link Hello#MAX_NAME} bytes
 * @param run random bytes of this run
 */
public record Introduction(
        Signer signer,
        Verifier verifier,
        Membership membership,
        Bytes genesis,
        long start,
        String name,
        Bytes run) {

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
                start,
                name,
                random(Hello.RUN_LENGTH));
    }

    /** A peer that wants to hear which network it joins. */
    public static Introduction ofNewcomer(
            Signer signer, Verifier verifier, long start, String name) {
        return new Introduction(
                signer,
                verifier,
                new Membership.Newcomer(),
                Bytes.EMPTY,
                start,
                name,
                random(Hello.RUN_LENGTH));
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
                run,
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
