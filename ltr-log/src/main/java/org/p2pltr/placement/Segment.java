package org.p2pltr.placement;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryHeader;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.id.RingPosition;

/**
 * Neighbouring timestamps of a document, kept by the same peers: (ts-1) div S. Source: log.md,
 * "Placement".
 *
 * @param document whose
 * @param number 0 for the first
 */
public record Segment(DocumentKey document, long number) implements Comparable<Segment> {
    private static final Comparator<Segment> ORDER =
            Comparator.comparing(Segment::document).thenComparingLong(Segment::number);

    public Segment {
        if (number < 0 || number > EntryHeader.MAX_TS)
            throw new IllegalArgumentException("a segment's number is 0 to 2^42, not " + number);
    }

    /** The segment in which a timestamp from 1 on lies. */
    public static Segment of(DocumentKey document, Timestamp ts, LogSettings settings) {
        return new Segment(document, Math.floorDiv(ts.value() - 1, settings.segment()));
    }

    /** Its first timestamp. */
    public Timestamp first(LogSettings settings) {
        return new Timestamp(Math.multiplyExact(number, settings.segment()) + 1);
    }

    /** Its last timestamp. */
    public Timestamp last(LogSettings settings) {
        return first(settings).plus(settings.segment() - 1L);
    }

    /**
     * h_i: the first 64 bits of SHA-256(i as 4 bytes ‖ document key in UTF-8 ‖ number as 8 bytes),
     * high bytes first; i from 1.
     */
    public RingPosition position(int function) {
        Bytes i = Bytes.of(ByteBuffer.allocate(Integer.BYTES).putInt(function).array());
        Bytes n = Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        return Hash.of(i, Bytes.utf8(document.name()), n).position();
    }

    /** h_1 … h_n. */
    public List<RingPosition> positions(LogSettings settings) {
        return IntStream.rangeClosed(1, settings.functions()).mapToObj(this::position).toList();
    }

    @Override
    public int compareTo(Segment other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return document + "#" + number;
    }
}
