package org.p2pltr.sync;

import java.time.Instant;
import java.util.Optional;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.AskId;
import org.p2pltr.env.ReadTag;
import org.p2pltr.id.Bytes;
import org.p2pltr.text.DocumentState;

/** What a read was for. */
sealed interface UserRead extends ReadTag {
    /** The validated state of a document that is being loaded. */
    record ReplicaRow(DocumentKey document) implements UserRead {}

    /** Its tentative patches; after the replica's row. */
    record TentativeRows(DocumentKey document) implements UserRead {}

    /** The base text of the save that the document works on. */
    record BaseRow(DocumentKey document) implements UserRead {}

    /** The history kept here, as far as a step of the document asked for it. */
    record OwnHistory(DocumentKey document) implements UserRead {}

    /** A part of a history. */
    record HistoryRows(AskId id, DocumentKey document, int limit) implements UserRead {}

    /** Entries to replay on a state up to a timestamp. */
    record ReplayRows(
            AskId id,
            DocumentKey document,
            Timestamp upTo,
            Head at,
            DocumentState state,
            Purpose purpose)
            implements UserRead {}

    /** What an old state is for. */
    sealed interface Purpose {
        /** To be shown. */
        record Show() implements Purpose {}

        /** The patch after it is to be taken back. */
        record Undo(UserRequest.UndoPatch request) implements Purpose {}
    }

    /** Lines of the sequence of changes. */
    record ChangeRows(AskId id) implements UserRead {}

    /** Drafts to show. */
    record DraftRows(AskId id) implements UserRead {}

    /** The draft to remove. */
    record DraftToRemove(AskId id, Bytes key, Optional<Instant> keptAt) implements UserRead {}

    /** Base texts, to drop the old ones. */
    record OldBases() implements UserRead {}
}
