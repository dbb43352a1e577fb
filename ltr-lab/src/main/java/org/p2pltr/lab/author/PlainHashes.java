package org.p2pltr.lab.author;

import java.nio.file.Path;
import org.p2pltr.env.Signer;
import org.p2pltr.env.Verifier;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.PeerIdentity;
import org.p2pltr.id.PublicKey;
import org.p2pltr.id.Signature;
import org.p2pltr.id.StoreId;
import org.p2pltr.keys.Keys;

/**
 * Hashes in the place of signatures, which anybody can make: for networks that show what real
 * signatures cost, and for nothing else.
 */
public final class PlainHashes implements Keys {
    @Override
    public Signer signer(Path keyFile, StoreId store) {
        return signer(store);
    }

    /** Signs as a peer whose key is made of its store id. */
    static Signer signer(StoreId store) {
        PublicKey key = new PublicKey(Hash.of(store.value()).value());
        return new HashSigner(new PeerIdentity(key, store));
    }

    @Override
    public Verifier verifier() {
        return (key, message, signature) -> hash(key, message).equals(signature);
    }

    private static Signature hash(PublicKey key, Bytes message) {
        Bytes hash = Hash.of(key.value(), message).value();
        return new Signature(hash.plus(hash));
    }

    private record HashSigner(PeerIdentity identity) implements Signer {
        @Override
        public Signature sign(Bytes message) {
            return hash(identity.key(), message);
        }
    }
}
