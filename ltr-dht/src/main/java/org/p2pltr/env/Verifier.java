package org.p2pltr.env;

import org.p2pltr.id.Bytes;
import org.p2pltr.id.PublicKey;
import org.p2pltr.id.Signature;

/** Checks signatures. May be called from any thread. */
public interface Verifier {
    /** True if the holder of the key signed exactly these bytes. */
    boolean verify(PublicKey key, Bytes message, Signature signature);
}
