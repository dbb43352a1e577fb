package org.p2pltr.keys;

import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.p2pltr.env.Verifier;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.PublicKey;
import org.p2pltr.id.Signature;

/**
 * Checks Ed25519 signatures; false for whatever is not one, keys that are no point of the curve
 * included. From any thread.
 */
public final class Ed25519Verifier implements Verifier {
    /** A verifier. */
    public Ed25519Verifier() {}

    @Override
    public boolean verify(PublicKey key, Bytes message, Signature signature) {
        byte[] bytes = message.toArray();
        return Ed25519.verify(
                signature.value().toArray(), 0, key.value().toArray(), 0, bytes, 0, bytes.length);
    }
}
