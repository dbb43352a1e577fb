package org.p2pltr.sync;

import java.util.List;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.PatchId;
import org.p2pltr.env.AskId;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.Text;

/** What a document has to do with its replica, one after the other. */
sealed interface Step {
    /** Hand out the local view. */
    record View(AskId asker) implements Step {}

    /** Something about a text that was typed onto a base, which is read first. */
    sealed interface OntoBase extends Step {
        AskId asker();

        UserRequest.Start start();
    }

    /** Make a tentative patch of a save. */
    record Save(AskId asker, UserRequest.SavePage save) implements OntoBase {
        @Override
        public UserRequest.Start start() {
            return save.start();
        }
    }

    /** Say what a save would make of the text. */
    record Merge(AskId asker, Text typed, UserRequest.Start start) implements OntoBase {}

    /** Make a deleting patch. */
    record Delete(AskId asker, String author) implements Step {}

    /** Take a tentative patch back. */
    record Discard(AskId asker, PatchId patch) implements Step {}

    /** Make one patch of these, or of all that can be if none is named. */
    record Squash(AskId asker, List<PatchId> patches) implements Step {}

    /** Take a validated patch back that was made from this state after this head. */
    record Undo(AskId asker, UserRequest.UndoPatch request, Head at, DocumentState before)
            implements Step {}

    /** Hand out tentative patches behind these entries. */
    record Lines(AskId asker, List<PatchEntry> entries, int limit) implements Step {}

    /** Sign the first patches of the queue for a publish. */
    record Sign() implements Step {}

    /** The patches of these entries are validated. */
    record Published(List<PatchEntry> entries) implements Step {}

    /** These entries follow the head. */
    record Arrived(List<PatchEntry> entries) implements Step {}

    /** The network's whole history is this: go over to it from the newest common timestamp. */
    record Rebuild(List<PatchEntry> entries) implements Step {}
}
