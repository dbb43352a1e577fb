package org.p2pltr.compare;

import java.util.List;
import org.p2pltr.id.Hash;

/**
 * What a peer holds, in ranges that other peers hold too. Looked at on the peer's loop only.
 *
 * @param <R> a range of records, such as an arc of the ring or a segment of a document
 * @param <N> the name of a record: two records of one name are the same
 */
public interface Records<R, N extends Comparable<N>> {
    /** SHA-256 over the names in order: equal where the same is held. */
    Hash digest(R range);

    /** The names of all records of the range, in order. */
    List<N> names(R range);

    /**
     * The range cut into parts with the digest of each, to be compared one by one; empty if so
     * little is held of it, or it is so small, that the names are told rather.
     */
    List<Summary<R>> parts(R range);
}
