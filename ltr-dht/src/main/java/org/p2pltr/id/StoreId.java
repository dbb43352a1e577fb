package org.p2pltr.id;

/**
 * 16 random bytes written when a data directory is formatted: a peer that lost its disk is another
 * peer.
 */
public record StoreId(Bytes value) {
    /** Length in bytes. */
    public static final int LENGTH = 16;

    public StoreId {
        if (value.length() != LENGTH)
            throw new IllegalArgumentException(
                    "a store id has " + LENGTH + " bytes, not " + value.length());
    }
}
