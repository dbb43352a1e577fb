package org.p2pltr.peer;

import java.time.Instant;

/** What became of something typed. */
public sealed interface DraftKept {
    /** On disk. */
    record Kept(String draftId, Instant at) implements DraftKept {}

    /** Too large; {@code why} for people. */
    record Refused(String why) implements DraftKept {}
}
