package org.p2pltr.sim;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.p2pltr.env.Signer;
import org.p2pltr.env.Verifier;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerIdentity;
import org.p2pltr.id.PublicKey;
import org.p2pltr.id.Signature;
import org.p2pltr.id.StoreId;

/**
 * Keyed hashes in place of signatures: whoever has not the secret cannot sign, and this registry
 * alone can check. Cheap and deterministic; safe inside one simulation only.
 */
public final class SimulatedKeys implements SignatureScheme {
    private static final Bytes PUBLIC = Bytes.utf8("public key");

    /** Secrets by their public keys; looked up, never iterated. */
    private final Map<PublicKey, Bytes> secrets = new HashMap<>();

    @Override
    public Signer newSigner(StoreId store, RandomGenerator random) {
        byte[] bytes = new byte[PublicKey.LENGTH];
        random.nextBytes(bytes);
        Bytes secret = Bytes.of(bytes);
        PublicKey key = new PublicKey(Hash.of(PUBLIC, secret).value());
        secrets.put(key, secret);
        return new KeyedHash(new PeerIdentity(key, store), secret);
    }

    @Override
    public Verifier verifier() {
        return (key, message, signature) -> {
            Bytes secret = secrets.get(key);
            return secret != null && sign(secret, message).equals(signature);
        };
    }

    private static Signature sign(Bytes secret, Bytes message) {
        Bytes hash = Hash.of(secret, message).value();
        return new Signature(hash.plus(hash));
    }

    private record KeyedHash(PeerIdentity identity, Bytes secret) implements Signer {
        @Override
        public Signature sign(Bytes message) {
            return SimulatedKeys.sign(secret, message);
        }
    }
}
