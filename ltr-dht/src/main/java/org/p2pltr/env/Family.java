package org.p2pltr.env;

/** A named, ordered map of keys to values in one of the two databases (a column family). */
public record Family(Database database, String name) {

    /** Where a family lives. Source: architecture.md, "Disk". */
    public enum Database {
        /** What must not be lost: damage here means that the peer must not vote, so it stops. */
        CORE,
        /** Log entries and checkpoints: damage here is mended from other peers. */
        LOG
    }
}
