package org.p2pltr.master;

import java.util.List;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.ChainHash;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.Label;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Message;
import org.p2pltr.id.PeerId;

/** What User Peers and Master-key peers tell each other. Source: master-group.md §3. */
public sealed interface UserMessage extends Message {
    /** Most entries of one publish. */
    int MAX_BATCH_ENTRIES = 256;

    /**
     * About the most bytes of one publish's entries, or of a tail in an answer; at least one entry.
     */
    int MAX_BATCH_BYTES = 1024 * 1024;

    /** Taken by the master groups' role. */
    sealed interface ToMaster extends UserMessage {}

    /** Taken by the User Peer. */
    sealed interface ToUser extends UserMessage {}

    /**
     * To the master: give these patches, in order, the timestamps after {@code expected}. The
     * author holds every entry up to {@code expected}, verified, and none of these patches is among
     * those after its base (master-group.md §6).
     */
    record Publish(RequestId id, DocumentKey document, Head expected, List<PatchEntry> entries)
            implements ToMaster {
        public Publish {
            entries = List.copyOf(entries);
            if (entries.isEmpty() || entries.size() > MAX_BATCH_ENTRIES)
                throw new IllegalArgumentException(
                        "a batch has 1 to "
                                + MAX_BATCH_ENTRIES
                                + " entries, not "
                                + entries.size());
        }
    }

    /**
     * To the master: what is the last timestamp? Linearizable. {@code have}: entries up to here
     * need not be in the answer.
     */
    record AskLast(RequestId id, DocumentKey document, Timestamp have) implements ToMaster {}

    /** Answers to publish and read. */
    sealed interface Outcome extends ToUser {
        /** The request's. */
        RequestId id();
    }

    /** The patches of the publish are committed; {@code head} is that of the last of them. */
    record Validated(RequestId id, DocumentKey document, Head head) implements Outcome {}

    /**
     * The document has gone on: its head, and those of the missing entries that the master still
     * holds (perhaps none).
     */
    record Behind(RequestId id, DocumentKey document, Head head, List<PatchEntry> tail)
            implements Outcome {
        public Behind {
            tail = List.copyOf(tail);
        }
    }

    /** The author's history is not the master's (master-group.md §10). */
    record Diverged(RequestId id, DocumentKey document, Head head) implements Outcome {}

    /** The confirmed answer to a read. */
    record Last(RequestId id, DocumentKey document, Head head, List<PatchEntry> tail)
            implements Outcome {
        public Last {
            tail = List.copyOf(tail);
        }
    }

    /** Not the master of this cell (now): whom to ask, best guess first; may be empty. */
    record Redirect(RequestId id, Cell cell, List<PeerId> guesses) implements Outcome {
        public Redirect {
            guesses = List.copyOf(guesses);
        }
    }

    /** A queue is full or the group is cut off; try again later. Nothing was done. */
    record Busy(RequestId id) implements Outcome {}

    /** To the owner of cells' positions: which groups do you know for these cells? */
    record FindGroups(RequestId id, List<Cell> cells) implements ToMaster {
        public FindGroups {
            cells = List.copyOf(cells);
        }
    }

    /** The groups known; cells that nobody knows are left out. */
    record GroupsFound(RequestId id, List<GroupHint> groups) implements ToUser {
        public GroupsFound {
            groups = List.copyOf(groups);
        }
    }

    /**
     * A cell's group as far as somebody knows: its members (at most {@link #MAX_MEMBERS}), the
     * supposed master first; the number of its configuration.
     */
    record GroupHint(Cell cell, long epoch, long num, List<PeerId> members) {
        /** Most members that a hint names. */
        public static final int MAX_MEMBERS = 16;

        public GroupHint {
            members = List.copyOf(members);
            if (epoch < 0 || num < 0)
                throw new IllegalArgumentException("no configuration " + epoch + "." + num);
            if (members.size() > MAX_MEMBERS)
                throw new IllegalArgumentException("a group of " + members.size() + " members");
        }
    }

    /**
     * To a master: tell me the heads of these cells from now on, for {@link #LEASE_SECONDS};
     * repeated as renewal. The cursor is what the subscriber heard last.
     */
    record Subscribe(RequestId id, List<Cursor> cursors) implements ToMaster {
        public Subscribe {
            cursors = List.copyOf(cursors);
        }
    }

    /** How long a subscription lasts without renewal, in seconds. */
    int LEASE_SECONDS = 30;

    /**
     * What a subscriber knows of a cell's catalog: the master's session (0: none) and its change
     * counter there.
     */
    record Cursor(Cell cell, long session, long counter) {}

    /**
     * From a master to a subscriber: heads that changed since the cursor, or all of the cell if the
     * session is another; also with no heads, as the answer to a renewal. Applied whatever it
     * contains: a head is a hint until proved.
     */
    record Heads(Cursor upTo, List<DocumentHead> heads) implements ToUser {
        public Heads {
            heads = List.copyOf(heads);
        }
    }

    /** From a peer that is not the master of these cells: ask elsewhere. */
    record NotSubscribed(RequestId id, List<GroupHint> groups) implements ToUser {
        public NotSubscribed {
            groups = List.copyOf(groups);
        }
    }

    /** A line of the catalog. */
    record DocumentHead(DocumentKey document, Head head, Label label) {}

    /**
     * From the master to an author: which peers hold this entry of yours durably, in the order of
     * their answers.
     */
    record Receipt(
            DocumentKey document, Timestamp ts, ChainHash hash, List<PeerId> peers, int places)
            implements ToUser {
        public Receipt {
            peers = List.copyOf(peers);
        }
    }
}
