package org.p2pltr.id;

/**
 * The random name of a network, made with its genesis record; peers drop what comes from another
 * network.
 */
public record NetworkId(Bytes value) {
    /** Length in bytes. */
    public static final int LENGTH = 16;

    public NetworkId {
        if (value.length() != LENGTH)
            throw new IllegalArgumentException(
                    "a network id has " + LENGTH + " bytes, not " + value.length());
    }

    @Override
    public String toString() {
        return value.asHex();
    }
}
