package org.p2pltr.logpeer;

import java.util.List;
import java.util.Optional;
import org.p2pltr.compare.Records;
import org.p2pltr.compare.Summary;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.id.Hash;
import org.p2pltr.placement.Segment;

/**
 * What a Log-Peer holds, for the other log roles of the same peer to look at, on the peer's loop
 * only. It may name entries whose write has not synced yet, so nothing may be promised from it.
 */
public interface Holdings extends Records<Segment, Slot> {
    /** The timestamps held of a document, in order. */
    List<TsRange> ranges(DocumentKey document);

    /** All entries held of a segment, in order. */
    List<Slot> slots(Segment segment);

    @Override
    default List<Slot> names(Segment segment) {
        return slots(segment);
    }

    /** SHA-256 of {@link #slots}, each as ts (8 bytes, high first) ‖ H (32). */
    @Override
    Hash digest(Segment segment);

    /** A segment has few slots: they are told at once. */
    @Override
    default List<Summary<Segment>> parts(Segment segment) {
        return List.of();
    }

    /** The first segment of which something is held, or the next after one. */
    Optional<Segment> next(Optional<Segment> after);

    /** Bytes of an entry; 0 if it is not held. */
    int size(DocumentKey document, Slot slot);
}
