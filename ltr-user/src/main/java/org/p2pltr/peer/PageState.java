package org.p2pltr.peer;

import java.time.Instant;

/** How a page's local view stands to the network. Source: wiki.md, "state, always in sight". */
public sealed interface PageState {
    /** Saved here, not published: {@code tentative} saves wait, and why, for people. */
    record Waiting(int tentative, String why) implements PageState {}

    /** {@code tentative} saves are on their way to get their timestamps. */
    record Publishing(int tentative) implements PageState {}

    /** {@code ts} is shown, {@code newest} is known to exist and on its way here. */
    record Retrieving(long ts, long newest) implements PageState {}

    /** Timestamp {@code ts} is shown and was the newest when that was last checked. */
    record Version(long ts, Instant checkedAt) implements PageState {}

    /**
     * Timestamp {@code ts} is shown; since this peer's start nobody could say whether it is the
     * newest.
     */
    record Unchecked(long ts) implements PageState {}
}
