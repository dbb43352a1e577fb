package org.p2pltr.id;

/** A signature: 64 bytes (Ed25519; the simulator's keyed hash fills the same length). */
public record Signature(Bytes value) {
    /** Length in bytes. */
    public static final int LENGTH = 64;

    public Signature {
        if (value.length() != LENGTH)
            throw new IllegalArgumentException(
                    "a signature has " + LENGTH + " bytes, not " + value.length());
    }
}
