package org.p2pltr.id;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A SHA-256 value: 32 bytes. */
public record Hash(Bytes value) implements Comparable<Hash> {
    /** Length in bytes. */
    public static final int LENGTH = 32;

    public Hash {
        if (value.length() != LENGTH)
            throw new IllegalArgumentException(
                    "a hash has " + LENGTH + " bytes, not " + value.length());
    }

    /** The SHA-256 of the parts, one after the other without separators. */
    public static Hash of(Bytes... parts) {
        MessageDigest digest = sha256();
        for (Bytes part : parts) digest.update(part.toArray());
        return new Hash(Bytes.of(digest.digest()));
    }

    /** The first 64 bits, as a position on the ring. */
    public RingPosition position() {
        return new RingPosition(ByteBuffer.wrap(value.toArray()).getLong());
    }

    /** The first eight hexadecimal digits, for people. */
    public String brief() {
        return value.asHex().substring(0, 8);
    }

    @Override
    public int compareTo(Hash other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return brief();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
