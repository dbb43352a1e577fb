package org.p2pltr.peer;

/** What became of a typed text that was to be put onto the page as it is now. */
public sealed interface MergeOutcome {
    /**
     * The text as a save would leave it.
     *
     * @param page the local view that it is merged with: the editor's new base
     * @param conflicts how many passages were changed on both sides, and stand in {@code text}
     *     twice
     */
    record Merged(PageView page, String text, int conflicts) implements MergeOutcome {}

    /** The base revision is not known (any more). */
    record UnknownBase() implements MergeOutcome {}

    /** Over a limit; {@code why} for people. */
    record Refused(String why) implements MergeOutcome {}
}
