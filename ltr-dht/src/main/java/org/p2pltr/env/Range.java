package org.p2pltr.env;

import org.p2pltr.id.Bytes;

/**
 * Keys of a family from one (included) to another (excluded); an empty {@code to} means no upper
 * limit. In descending order the reading starts at the upper end.
 */
public record Range(Family family, Bytes from, Bytes to, boolean descending) {

    /** All keys that begin with the prefix, ascending. */
    public static Range prefix(Family family, Bytes prefix) {
        return new Range(family, prefix, prefix.afterPrefix(), false);
    }

    /** One key. */
    public static Range key(Family family, Bytes key) {
        return new Range(family, key, key.plus(Bytes.of(new byte[1])), false);
    }

    /** The whole family, ascending. */
    public static Range all(Family family) {
        return new Range(family, Bytes.EMPTY, Bytes.EMPTY, false);
    }

    /** The same keys from the other end. */
    public Range reversed() {
        return new Range(family, from, to, !descending);
    }
}
