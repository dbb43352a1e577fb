package org.p2pltr.peer;

/** What became of a save. */
public sealed interface SaveOutcome {
    /** Durable here as a tentative patch. {@code patchId} in hexadecimal digits. */
    record Saved(PageView page, String patchId) implements SaveOutcome {}

    /**
     * The base revision is not known (any more): nothing was saved, the text is kept as this draft.
     */
    record UnknownBase(String draftId, String baseRevision) implements SaveOutcome {}

    /** Over a limit or not a text; nothing was stored. {@code why} names the limit. */
    record Refused(String why) implements SaveOutcome {}
}
