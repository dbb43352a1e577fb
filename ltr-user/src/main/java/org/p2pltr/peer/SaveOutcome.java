package org.p2pltr.peer;

/** What became of a save. */
public sealed interface SaveOutcome {
    /** Durable here as a tentative patch. {@code patchId} in hexadecimal digits. */
    record Saved(PageView page, String patchId) implements SaveOutcome {}

    /**
     * The base revision is not known (any more): nothing was saved, the text is kept as this draft.
     */
    record UnknownBase(String draftId, String baseRevision) implements SaveOutcome {}

    /** Nothing was stored; {@code why} for people: the limit, or what is in the way. */
    record Refused(String why) implements SaveOutcome {}
}
