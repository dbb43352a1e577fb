package org.p2pltr.env;

/**
 * A row of the durable store is not what its role wrote. In {@code core} the peer must not start.
 */
public final class DamagedRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says which family and what is wrong with the row. */
    public DamagedRowException(Family family, Row row, String why) {
        super(
                "damaged row in "
                        + family.database()
                        + "/"
                        + family.name()
                        + ", key "
                        + row.key()
                        + ": "
                        + why);
    }
}
