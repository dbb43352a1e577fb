package org.p2pltr.peer;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * One patch of a page's history.
 *
 * @param ts its timestamp; {@link #TENTATIVE} if it has none yet
 * @param patchId in hexadecimal digits
 * @param author its author's name
 * @param authorPeer its author's peer in hexadecimal digits
 * @param time when it was saved, by the author's clock
 * @param comment for people, perhaps empty
 * @param chainHash H(ts) in hexadecimal digits; empty for a tentative patch
 */
public record HistoryLine(
        long ts,
        String patchId,
        String author,
        String authorPeer,
        Instant time,
        String comment,
        String chainHash) {
    /** In place of a timestamp. */
    public static final long TENTATIVE = 0;

    /** The timestamp, empty for a tentative patch. */
    public OptionalLong timestamp() {
        return ts == TENTATIVE ? OptionalLong.empty() : OptionalLong.of(ts);
    }
}
