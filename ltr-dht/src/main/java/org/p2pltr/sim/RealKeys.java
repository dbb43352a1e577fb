package org.p2pltr.sim;

import java.util.random.RandomGenerator;
import org.p2pltr.env.Signer;
import org.p2pltr.env.Verifier;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.StoreId;
import org.p2pltr.keys.Ed25519Signer;
import org.p2pltr.keys.Ed25519Verifier;

/** Ed25519 as for real, with keys made from the seed: slower, for a few seeds only. */
public final class RealKeys implements SignatureScheme {
    private static final int SEED_BYTES = 32;

    @Override
    public Signer newSigner(StoreId store, RandomGenerator random) {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return new Ed25519Signer(Bytes.of(seed), store);
    }

    @Override
    public Verifier verifier() {
        return new Ed25519Verifier();
    }
}
