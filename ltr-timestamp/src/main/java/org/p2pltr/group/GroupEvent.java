package org.p2pltr.group;

import java.util.List;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryHeader;
import org.p2pltr.entry.Head;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.id.PeerId;

/** What happens in master groups. Checks, metrics and the dashboard feed on it. */
public sealed interface GroupEvent extends PeerEvent {
    /** Which cell. */
    Cell cell();

    /** This peer begins to ask its group for mastership. */
    record TakingOver(Cell cell, Ballot ballot) implements GroupEvent {}

    /** This peer is master now. */
    record TookOver(Cell cell, Ballot ballot, Config config) implements GroupEvent {}

    /** This peer is not master any more. */
    record SteppedDown(Cell cell, Ballot ballot, String why) implements GroupEvent {}

    /**
     * A register of a document was chosen at a ballot: a majority has accepted it durably. {@code
     * entries} are those that it adds (or, {@code recovered} by a new master, those of its tail; at
     * least the last one), in order.
     */
    record Chosen(
            Cell cell,
            Ballot ballot,
            DocumentKey document,
            Head head,
            List<EntryHeader> entries,
            boolean recovered)
            implements GroupEvent {
        public Chosen {
            entries = List.copyOf(entries);
        }

        @Override
        public String toString() {
            EntryHeader last = entries.getLast();
            return "cell %s: '%s' is at %s by patch %s of %s, ballot %s%s"
                    .formatted(
                            cell,
                            document,
                            head,
                            last.patch(),
                            last.author(),
                            ballot,
                            recovered ? " (recovered)" : "");
        }
    }

    /** A successor of the cell's configuration was chosen. */
    record NextChosen(Cell cell, Ballot ballot, Config next) implements GroupEvent {}

    /** This peer's configuration is over for it: it accepts nothing in it any more. */
    record Frozen(Cell cell, ConfigNumber number, Config next) implements GroupEvent {}

    /** Whose state a new configuration started from at a member. */
    enum Origin {
        /** That of a frozen majority of the configuration before. */
        FROZEN,
        /** That of a member which had installed it already. */
        INSTALLED,
        /** What an operator's recovery found. */
        RECOVERED
    }

    /** This peer has installed a configuration, with so many documents. */
    record ConfigInstalled(Cell cell, Config config, int documents, Origin origin)
            implements GroupEvent {}

    /** What belongs to unsafe recovery. */
    sealed interface OfRecovery extends GroupEvent {}

    /** Unsafe recovery: this peer never acts again in an epoch before this one. */
    record EpochRaised(Cell cell, long epoch) implements OfRecovery {}

    /** Unsafe recovery: a person says that these are all that is left of a cell's group. */
    record RecoveryAsked(Cell cell, List<PeerId> survivors) implements OfRecovery {
        public RecoveryAsked {
            survivors = List.copyOf(survivors);
        }
    }

    /**
     * Unsafe recovery: a person made this peer begin a new epoch with so many documents; the log
     * held so many entries that no survivor knew of.
     */
    record Recovered(Cell cell, Config config, int documents, int entries) implements OfRecovery {}

    /** Unsafe recovery did not come to an end: the cell stays blocked. */
    record RecoveryFailed(Cell cell, String why) implements OfRecovery {}

    /** Somebody names an epoch that no recovery can have made: ignored. */
    record EpochRefused(Cell cell, long epoch, PeerId from) implements OfRecovery {}

    /** What this peer held in an epoch that is over was put aside: so many documents. */
    record Exported(Cell cell, long epoch, int documents) implements OfRecovery {}

    /**
     * Somebody claims another configuration chosen than the one that this peer knows to be (its
     * newest): a lie or a broken invariant, and ignored.
     */
    record SuccessorContradicted(Cell cell, Config known, Config claimed) implements GroupEvent {}

    /** Enough members have installed a configuration; those who left let go of their state. */
    record Settled(Cell cell, ConfigNumber number) implements GroupEvent {}

    /** A member refused this peer's session. */
    record Refused(Cell cell, Ballot ballot, PeerId by, GroupMessage.Why why)
            implements GroupEvent {}

    /** An author that was behind has the turn: for a while the document serves nobody else. */
    record TurnGiven(Cell cell, DocumentKey document, PeerId author) implements GroupEvent {}

    /** An author did not use its turn in time: the others are served. */
    record TurnUnused(Cell cell, DocumentKey document, PeerId author) implements GroupEvent {}

    /** A publish was dropped: it has not the form of one, or a signature is not its author's. */
    record MalformedPublish(Cell cell, DocumentKey document, PeerId from, String why)
            implements GroupEvent {}
}
