package org.p2pltr.sync;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.PatchId;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Request;
import org.p2pltr.id.Bytes;
import org.p2pltr.replica.Revision;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Text;

/** What the outside asks of the User Peer; each is answered with one {@link UserReply}. */
public sealed interface UserRequest extends Request {
    /** Most lines in an answer. */
    int MAX_LINES = 1000;

    /** The local view. Answer: {@link UserReply.Page} or {@link UserReply.NoPage}. */
    record ReadPage(DocumentKey document) implements UserRequest {}

    /**
     * The state of a validated timestamp. Answer: {@link UserReply.OldPage} or {@link
     * UserReply.NoPage}.
     */
    record ReadPageAt(DocumentKey document, Timestamp ts) implements UserRequest {}

    /**
     * Keeps a save as a tentative patch. Answer, when durable: {@link UserReply.Saved}, {@link
     * UserReply.UnknownBase} or {@link UserReply.Refused}.
     */
    record SavePage(
            DocumentKey document,
            Text text,
            AttributeChange attributes,
            Start start,
            String comment,
            String author)
            implements UserRequest {}

    /**
     * What a save of this text would make of the page's text; nothing is stored. Answer: {@link
     * UserReply.Merged}, {@link UserReply.NoBase} or {@link UserReply.Refused}.
     */
    record MergeTyped(DocumentKey document, Text text, Start start) implements UserRequest {}

    /** What an edit started from. */
    sealed interface Start {
        /** Nothing: on a page that is there the text is added. */
        record Nothing() implements Start {}

        /** A local view that was handed out. */
        record From(Revision revision) implements Start {}
    }

    /** A deleting patch. Answer as for a save. */
    record DeletePage(DocumentKey document, String author) implements UserRequest {}

    /**
     * Takes back a tentative patch; the local view before it is kept as a draft. Refused once it
     * was sent to a master, until its fate is known. Answer: {@link UserReply.Saved} or {@link
     * UserReply.Refused}.
     */
    record DiscardPatch(DocumentKey document, PatchId patch) implements UserRequest {}

    /**
     * Makes one tentative patch of neighbours in the queue that were never sent to a master; if
     * none is named, of all such. Answer: {@link UserReply.Saved} with the one, or {@link
     * UserReply.Refused}.
     */
    record SquashPatches(DocumentKey document, List<PatchId> patches) implements UserRequest {
        public SquashPatches {
            patches = List.copyOf(patches);
        }
    }

    /**
     * Takes back a validated patch with a new tentative one. Answer: {@link UserReply.Undone},
     * {@link UserReply.NoPage} if there is no such timestamp here, or {@link UserReply.Refused} if
     * nothing of it is left.
     */
    record UndoPatch(DocumentKey document, Timestamp ts, String author, String comment)
            implements UserRequest {}

    /**
     * Patches from a timestamp on, tentative ones at the end. Answer: {@link UserReply.History}.
     */
    record ReadHistory(DocumentKey document, Timestamp from, int limit) implements UserRequest {
        public ReadHistory {
            checkLimit(limit);
        }
    }

    /** Known pages by name. Answer: {@link UserReply.Pages}. */
    record ListPages(String prefix, String after, int limit) implements UserRequest {
        public ListPages {
            checkLimit(limit);
        }
    }

    /** The sequence of changes after a number. Answer: {@link UserReply.Changes}. */
    record ReadChanges(long after, int limit) implements UserRequest {
        public ReadChanges {
            checkLimit(limit);
        }
    }

    /** About texts that are kept but not saved. */
    sealed interface OfDrafts extends UserRequest {}

    /**
     * Keeps what is typed in an editor, over what was kept of the same editor before. Answer, when
     * durable: {@link UserReply.DraftStored} or {@link UserReply.Refused}.
     *
     * @param editor {@link #EDITOR_BYTES} random bytes, made when the editor was opened
     * @param base the revision it was opened with, empty if with none
     * @param tags as typed
     * @param startTags the tags it was opened with
     */
    record StoreDraft(
            DocumentKey document,
            Bytes editor,
            String text,
            String base,
            String author,
            String comment,
            String tags,
            String startTags)
            implements OfDrafts {
        /** The length of an editor's name. */
        public static final int EDITOR_BYTES = 16;

        public StoreDraft {
            if (editor.length() != EDITOR_BYTES)
                throw new IllegalArgumentException(
                        "an editor's name has " + EDITOR_BYTES + " bytes, not " + editor.length());
        }

        /** What the draft of an editor is named in all that is asked of it. */
        public static String id(DocumentKey document, Bytes editor) {
            return UserRows.prefix(document).plus(editor).asHex();
        }
    }

    /**
     * Drafts by page, after a draft (empty: from the first). Answer: {@link UserReply.Drafts}, with
     * fewer where they are large.
     */
    record ReadDrafts(String after, int limit) implements OfDrafts {
        public ReadDrafts {
            checkLimit(limit);
        }
    }

    /** The drafts of a page. Answer: {@link UserReply.Drafts}. */
    record ReadDraftsOf(DocumentKey document) implements OfDrafts {}

    /** One draft. Answer: {@link UserReply.Drafts} with one or none. */
    record ReadDraft(String draft) implements OfDrafts {}

    /**
     * Removes a draft, if it is still the one that was kept at that time. Answer: {@link
     * UserReply.DraftRemoved}.
     */
    record RemoveDraft(String draft, Optional<Instant> keptAt) implements OfDrafts {}

    /** Publishes and retrieves now. Answer, when quiet or after 10 s: {@link UserReply.Synced}. */
    record SyncNow() implements UserRequest {}

    /** Works offline or online. Answer: {@link UserReply.Standing}. */
    record WorkOnline(boolean online) implements UserRequest {}

    /** How the User Peer stands. Answer: {@link UserReply.Standing}. */
    record AskStanding() implements UserRequest {}

    /** Who gives timestamps to a document, as far as known. Answer: {@link UserReply.Group}. */
    record AskGroup(DocumentKey document) implements UserRequest {}

    private static void checkLimit(int limit) {
        if (limit < 1 || limit > MAX_LINES)
            throw new IllegalArgumentException("a limit is 1 to " + MAX_LINES + ", not " + limit);
    }
}
