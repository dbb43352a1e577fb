package org.p2pltr.sim;

import java.util.random.RandomGenerator;
import org.p2pltr.env.Signer;
import org.p2pltr.env.Verifier;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.StoreId;

/** How the peers of a simulation sign: keyed hashes ({@link SimulatedKeys}), or real keys. */
public interface SignatureScheme {
    /** A new key for a peer, made of the random numbers alone. */
    Signer newSigner(StoreId store, RandomGenerator random);

    /** The same on a disk of its own. */
    default Signer newSigner(RandomGenerator random) {
        byte[] bytes = new byte[StoreId.LENGTH];
        random.nextBytes(bytes);
        return newSigner(new StoreId(Bytes.of(bytes)), random);
    }

    /** Checks the signatures of all these keys. */
    Verifier verifier();
}
