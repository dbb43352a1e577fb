package org.p2pltr.sync;

import java.time.Instant;
import java.util.List;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.PatchId;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Reply;
import org.p2pltr.id.PeerId;
import org.p2pltr.replica.PageLabel;
import org.p2pltr.replica.Replica;
import org.p2pltr.replica.TentativePatch;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.Text;

/** What the User Peer answers. */
public sealed interface UserReply extends Reply {
    /** The local view, what lists show of its newest patch, and how it stands to the network. */
    record Page(Replica replica, PageLabel newest, Currency currency) implements UserReply {}

    /** Nobody made this page, or it has no such timestamp, as far as known here. */
    record NoPage(DocumentKey document) implements UserReply {}

    /** A validated timestamp's state. */
    record OldPage(DocumentKey document, Head head, DocumentState state, PageLabel label)
            implements UserReply {}

    /**
     * Durable as this tentative patch (of a discard: taken back; of a squash: the one that is
     * left).
     */
    record Saved(Page page, PatchId patch) implements UserReply {}

    /**
     * A validated patch is taken back by this durable tentative one; {@code conflicts} passages of
     * it had been changed since and stand as conflicts.
     */
    record Undone(Page page, PatchId patch, int conflicts) implements UserReply {}

    /** The base is not known; the text is kept as this draft. */
    record UnknownBase(String draft) implements UserReply {}

    /**
     * What is typed, put onto the local view, which is handed out; {@code conflicts} passages of it
     * were changed there too.
     */
    record Merged(Page page, Text text, int conflicts) implements UserReply {}

    /** The base of what is typed is not known. */
    record NoBase() implements UserReply {}

    /** Nothing was stored; {@code why} for people: the limit, or what is in the way. */
    record Refused(String why) implements UserReply {}

    /** A part of a history: entries in order, then tentative patches if the limit allows. */
    record History(List<PatchEntry> entries, List<TentativePatch> tentative) implements UserReply {
        public History {
            entries = List.copyOf(entries);
            tentative = List.copyOf(tentative);
        }
    }

    /** Lines of the list of pages. */
    record Pages(List<PageLine> lines) implements UserReply {
        public Pages {
            lines = List.copyOf(lines);
        }
    }

    /** A page in the list: what is here, and the newest timestamp known. */
    record PageLine(
            DocumentKey document,
            Timestamp here,
            Timestamp newest,
            int tentative,
            PageLabel label) {}

    /** Lines of the sequence of changes. */
    record Changes(List<Change> lines) implements UserReply {
        public Changes {
            lines = List.copyOf(lines);
        }
    }

    /** A step of a document's replica. */
    record Change(long sequence, DocumentKey document, Timestamp ts, int tentative) {}

    /** Texts that are kept but not saved; {@code more} follow the last. */
    record Drafts(List<Draft> drafts, boolean more) implements UserReply {
        public Drafts {
            drafts = List.copyOf(drafts);
        }
    }

    /** A text that is kept but not saved; {@code base} is empty if it started from nothing. */
    record Draft(
            String id,
            DocumentKey document,
            String text,
            String base,
            String author,
            String comment,
            String tags,
            String startTags,
            Instant keptAt) {}

    /** What is typed is on disk, as this draft. */
    record DraftStored(String id, Instant keptAt) implements UserReply {}

    /** Whether there was such a draft; it is not there any more. */
    record DraftRemoved(boolean removed) implements UserReply {}

    /** What trying now came to. */
    record Synced(int published, int retrieved, int pending) implements UserReply {}

    /** How the User Peer stands. */
    record Standing(boolean online, int pending, int documents) implements UserReply {}

    /** A document's cell and master group, the supposed master first; empty if not known. */
    record Group(Cell cell, List<PeerId> members) implements UserReply {
        public Group {
            members = List.copyOf(members);
        }
    }
}
