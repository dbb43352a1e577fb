package org.p2pltr.sync;

import java.util.List;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.Label;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.PatchId;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Result;
import org.p2pltr.replica.Arrival;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.Text;

/** What the User Peer's heavy work came to. */
sealed interface UserResult extends Result {
    /** Work on one document, which waits for it. */
    sealed interface OfDocument extends UserResult {
        DocumentKey document();
    }

    /** A save became a tentative patch. */
    record Saved(DocumentKey document, AskId asker, StoredReplica.Step step, PatchId patch)
            implements OfDocument {}

    /** What a save of a typed text would make of the text of the local view. */
    record Merged(DocumentKey document, AskId asker, Text text, int conflicts)
            implements OfDocument {}

    /** A save would come over a limit, or there is nothing to do: nothing is stored. */
    record Refused(DocumentKey document, AskId asker, String why) implements OfDocument {}

    /** A tentative patch was taken off the queue. */
    record Discarded(DocumentKey document, AskId asker, StoredReplica.Step step, PatchId patch)
            implements OfDocument {}

    /** These tentative patches are one now. */
    record Squashed(
            DocumentKey document,
            AskId asker,
            StoredReplica.Step step,
            List<PatchId> patches,
            PatchId as)
            implements OfDocument {}

    /** A validated patch is taken back by this tentative one. */
    record Undone(
            DocumentKey document,
            AskId asker,
            StoredReplica.Step step,
            PatchId patch,
            int conflicts)
            implements OfDocument {}

    /** The entries of a publish. */
    record Signed(DocumentKey document, List<PatchEntry> entries) implements OfDocument {}

    /** The first patches of the queue are validated. */
    record Published(DocumentKey document, StoredReplica.Step step, List<PatchEntry> entries)
            implements OfDocument {}

    /**
     * Entries were applied; {@code tooLarge} patches left the queue because the merge came over a
     * limit.
     */
    record Arrived(
            DocumentKey document,
            StoredReplica.Step step,
            Arrival.Applied arrival,
            List<PatchEntry> entries,
            List<PatchId> tooLarge)
            implements OfDocument {}

    /**
     * The replica went over to these entries after this head; {@code back} patches of this peer are
     * tentative again.
     */
    record Rebuilt(
            DocumentKey document,
            StoredReplica.Step step,
            Head common,
            Label label,
            List<PatchEntry> entries,
            List<PatchId> back)
            implements OfDocument {}

    /** Entries do not fit. */
    record Unfit(DocumentKey document, Timestamp ts, String why) implements OfDocument {}

    /** An old state, as far as replayed: up to this entry. */
    record Replayed(UserRead.ReplayRows replay, DocumentState state, PatchEntry last)
            implements UserResult {}
}
