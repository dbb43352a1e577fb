package org.p2pltr.sync;

import java.time.Instant;
import org.p2pltr.entry.Timestamp;

/** How a local view stands to the network. */
public sealed interface Currency {
    /** Saved here, not on its way; {@code why} for people. */
    record Waiting(int tentative, String why) implements Currency {}

    /** Being published. */
    record Publishing(int tentative) implements Currency {}

    /** A newer timestamp exists and is on its way here, or will be. */
    record Behind(Timestamp newest) implements Currency {}

    /** The newest, when that was last checked. */
    record Newest(Instant checkedAt) implements Currency {}

    /** Nobody could say since the start. */
    record Unknown() implements Currency {}

    /**
     * Of a document without tentative patches, whose newest timestamp was asked then ({@link
     * Instant#MIN}: never).
     */
    static Currency of(Index.Line line, Instant checkedAt) {
        if (line.isBehind()) return new Behind(line.newest());
        return checkedAt.equals(Instant.MIN) ? new Unknown() : new Newest(checkedAt);
    }
}
