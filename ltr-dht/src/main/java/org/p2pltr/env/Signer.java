package org.p2pltr.env;

import org.p2pltr.id.Bytes;
import org.p2pltr.id.PeerIdentity;
import org.p2pltr.id.Signature;

/** Signs as this peer. Deterministic; may be called from any thread. */
public interface Signer {
    /** Whose signatures these are. */
    PeerIdentity identity();

    /** Signs the bytes. */
    Signature sign(Bytes message);
}
