package org.p2pltr.start;

import java.nio.ByteBuffer;
import org.p2pltr.env.Signer;
import org.p2pltr.env.Verifier;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.PeerIdentity;
import org.p2pltr.id.Signature;

/**
 * One start of a peer. Throws IllegalArgumentException for what no peer says.
 *
 * @param number how many times the peer has started, 1 or more
 * @param run random bytes made at each start: two peers with one number are told apart
 * @param seal the peer's signature of both, so that others can prove to it what they have seen;
 *     empty: of a peer that does not sign its starts yet
 */
public record Start(long number, Bytes run, Bytes seal) {
    /** Length of the run in bytes. */
    public static final int RUN_LENGTH = 16;

    private static final Bytes TITLE = Bytes.utf8("p2p-ltr start 1");

    public Start {
        if (number < 1) throw new IllegalArgumentException("start is 1 or more, not " + number);
        if (run.length() != RUN_LENGTH)
            throw new IllegalArgumentException(
                    "run has " + RUN_LENGTH + " bytes, not " + run.length());
        if (seal.length() != 0 && seal.length() != Signature.LENGTH)
            throw new IllegalArgumentException(
                    "seal has no or " + Signature.LENGTH + " bytes, not " + seal.length());
    }

    /** A start of this signer's peer. */
    public static Start signed(long number, Bytes run, Signer signer) {
        Bytes statement = statement(signer.identity(), number, run);
        return new Start(number, run, signer.sign(statement).value());
    }

    /** True if the holder of the identity's key says that it made this start on that disk. */
    public boolean isSealedBy(PeerIdentity peer, Verifier verifier) {
        return seal.length() > 0
                && verifier.verify(peer.key(), statement(peer, number, run), new Signature(seal));
    }

    /**
     * True if this start must not be listened to by who has seen that one: it is earlier, or
     * another run of the same number.
     */
    public boolean isRuledOutBy(Start seen) {
        return number < seen.number || (number == seen.number && !run.equals(seen.run));
    }

    private static Bytes statement(PeerIdentity peer, long number, Bytes run) {
        Bytes count = Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        return TITLE.plus(peer.store().value()).plus(count).plus(run);
    }
}
