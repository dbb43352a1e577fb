package org.p2pltr.peer;

/** What became of taking a validated patch back. */
public sealed interface UndoOutcome {
    /**
     * Durable here as a new tentative patch. {@code patchId} in hexadecimal digits; {@code
     * conflicts} passages had been changed since: they stand on the page as conflicts.
     */
    record Undone(PageView page, String patchId, int conflicts) implements UndoOutcome {}

    /** The page has no such validated patch, or is not here. */
    record NoPatch() implements UndoOutcome {}

    /** Nothing was stored: nothing of the patch is left to undo, or a limit is met. */
    record Refused(String why) implements UndoOutcome {}
}
