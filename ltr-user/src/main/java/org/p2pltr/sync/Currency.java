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
}
