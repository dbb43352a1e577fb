package org.p2pltr.id;

/** A peer's public key: 32 bytes, Ed25519. */
public record PublicKey(Bytes value) {
    /** Length in bytes. */
    public static final int LENGTH = 32;

    public PublicKey {
        if (value.length() != LENGTH)
            throw new IllegalArgumentException(
                    "a public key has " + LENGTH + " bytes, not " + value.length());
    }
}
