package org.p2pltr.keys;

import java.nio.file.Path;
import org.p2pltr.env.Signer;
import org.p2pltr.env.Verifier;
import org.p2pltr.id.StoreId;

/** How a peer signs, and checks what others signed; the same in all peers of a network. */
public interface Keys {
    /** Ed25519, with the key in a file; see {@link PeerKeys}. */
    Keys ED25519 =
            new Keys() {
                @Override
                public Signer signer(Path keyFile, StoreId store) throws KeyFileException {
                    return PeerKeys.loadOrCreate(keyFile).signer(store);
                }

                @Override
                public Verifier verifier() {
                    return new Ed25519Verifier();
                }
            };

    /**
     * Signs as the peer on the given disk.
     *
     * @throws KeyFileException the file cannot be read or made
     */
    Signer signer(Path keyFile, StoreId store) throws KeyFileException;

    /** Checks what such signers signed. */
    Verifier verifier();
}
