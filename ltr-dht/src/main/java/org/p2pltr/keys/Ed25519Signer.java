package org.p2pltr.keys;

import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.p2pltr.env.Signer;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.PeerIdentity;
import org.p2pltr.id.PublicKey;
import org.p2pltr.id.Signature;
import org.p2pltr.id.StoreId;

/** Signs with an Ed25519 key. From any thread. */
public final class Ed25519Signer implements Signer {
    /** Length of a private key (RFC 8032: the seed) in bytes. */
    static final int SEED_LENGTH = Ed25519.SECRET_KEY_SIZE;

    private final byte[] seed;
    private final byte[] publicKey;
    private final PeerIdentity identity;

    /** A signer for the peer on the given disk. The seed is 32 secret random bytes. */
    public Ed25519Signer(Bytes seed, StoreId store) {
        if (seed.length() != SEED_LENGTH)
            throw new IllegalArgumentException(
                    "a private key has " + SEED_LENGTH + " bytes, not " + seed.length());
        this.seed = seed.toArray();
        this.publicKey = new byte[PublicKey.LENGTH];
        Ed25519.generatePublicKey(this.seed, 0, publicKey, 0);
        this.identity = new PeerIdentity(new PublicKey(Bytes.of(publicKey)), store);
    }

    @Override
    public PeerIdentity identity() {
        return identity;
    }

    @Override
    public Signature sign(Bytes message) {
        byte[] bytes = message.toArray();
        byte[] signature = new byte[Signature.LENGTH];
        Ed25519.sign(seed, 0, publicKey, 0, bytes, 0, bytes.length, signature, 0);
        return new Signature(Bytes.of(signature));
    }

    /** Without its secret. */
    @Override
    public String toString() {
        return "signer of " + identity.id();
    }
}
