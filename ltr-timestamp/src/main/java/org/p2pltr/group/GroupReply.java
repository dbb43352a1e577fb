package org.p2pltr.group;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.env.Reply;
import org.p2pltr.id.PeerId;

/** What the master groups' role answers to the outside. */
public sealed interface GroupReply extends Reply {

    /** What a peer is for a cell. */
    enum Part {
        /** Not a member. */
        NONE,
        /** A member, not the master. */
        MEMBER,
        /** The master. */
        MASTER
    }

    /**
     * What this peer knows of a document's cell.
     *
     * @param number of the newest configuration known
     * @param members of it, the supposed master first; empty if this peer has never heard of it
     * @param part what this peer is
     * @param heads the document's head as this peer holds it: at most one, none if it holds none;
     *     chosen if this peer is the master
     */
    record CellView(
            Cell cell, ConfigNumber number, List<PeerId> members, Part part, List<Head> heads)
            implements GroupReply {
        public CellView {
            members = List.copyOf(members);
            heads = List.copyOf(heads);
        }
    }

    /** One cell that this peer looks after. */
    record CellLine(
            Cell cell, ConfigNumber number, List<PeerId> members, Part part, int documents) {
        public CellLine {
            members = List.copyOf(members);
        }
    }

    /** All cells that this peer looks after, in order. */
    record GroupsView(List<CellLine> cells) implements GroupReply {
        public GroupsView {
            cells = List.copyOf(cells);
        }

        /** How many of them it masters. */
        public long mastered() {
            return cells.stream().filter(each -> each.part() == Part.MASTER).count();
        }
    }

    /**
     * A document in a cell that this peer looks after.
     *
     * @param members of the cell's group, the supposed master first
     * @param head as this peer holds it; chosen if this peer is the master
     * @param ballot at which this peer accepted it
     */
    record DocumentLine(
            DocumentKey document,
            Cell cell,
            List<PeerId> members,
            Part part,
            Head head,
            Ballot ballot) {
        public DocumentLine {
            members = List.copyOf(members);
        }
    }

    /** Documents in order of name. */
    record DocumentsView(List<DocumentLine> documents) implements GroupReply {
        public DocumentsView {
            documents = List.copyOf(documents);
        }
    }

    /**
     * A cell whose state this peer holds, as a member of its newest group or of the one before.
     *
     * @param number of the newest configuration known here
     * @param members of it
     * @param before members whose state it starts from; none if it is installed here
     * @param over a recovery has begun and is not known to have ended: only another one helps
     * @param documents whose last timestamps this peer holds
     */
    record Voice(
            Cell cell,
            ConfigNumber number,
            List<PeerId> members,
            List<PeerId> before,
            boolean over,
            int documents) {
        public Voice {
            members = List.copyOf(members);
            before = List.copyOf(before);
        }

        /** True if only a recovery helps, as long as nobody comes back who is not there now. */
        public boolean hasLostItsMajority(Predicate<PeerId> isThere) {
            return over || isMinority(members, isThere) || isMinority(before, isThere);
        }

        private static boolean isMinority(List<PeerId> group, Predicate<PeerId> isThere) {
            long left = group.stream().filter(isThere).count();
            return !group.isEmpty() && left <= group.size() / 2;
        }

        /** Who may hold part of the cell's state: who told this, first, then its groups. */
        public List<PeerId> holders(PeerId teller) {
            LinkedHashSet<PeerId> all = new LinkedHashSet<>(List.of(teller));
            all.addAll(members);
            all.addAll(before);
            return List.copyOf(all);
        }
    }

    /** In order of cells. */
    record Voices(List<Voice> cells) implements GroupReply {
        public Voices {
            cells = List.copyOf(cells);
        }
    }

    /**
     * The cell goes on in a new epoch.
     *
     * @param members of its group
     * @param documents in it
     * @param entries that no survivor knew of and the log held
     * @param unheard documents of which not all Log-Peers answered: they may have had more
     */
    record Recovered(List<PeerId> members, int documents, int entries, int unheard)
            implements GroupReply {
        public Recovered {
            members = List.copyOf(members);
        }
    }

    /**
     * What this peer held of a document when unsafe recovery ended the epoch without it.
     *
     * @param epoch that was over
     * @param head as it was here
     * @param unpublished entries up to the head that were not known to be in the log
     */
    record ExportLine(
            long epoch, Cell cell, DocumentKey document, Head head, List<PatchEntry> unpublished) {
        public ExportLine {
            unpublished = List.copyOf(unpublished);
        }
    }

    /** Registers of epochs that are over, by epoch, cell and document. */
    record Exported(List<ExportLine> lines) implements GroupReply {
        public Exported {
            lines = List.copyOf(lines);
        }
    }

    /** The cell was not recovered; survivors that were asked give no timestamps until it is. */
    record NotRecovered(String why) implements GroupReply {}

    /** The leaving is over: so many cells could not be handed over. */
    record Left(int remaining) implements GroupReply {}
}
