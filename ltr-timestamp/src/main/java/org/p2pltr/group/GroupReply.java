package org.p2pltr.group;

import java.util.List;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
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

    /** The cell goes on in a new epoch with these members and so many documents. */
    record Recovered(List<PeerId> members, int documents) implements GroupReply {
        public Recovered {
            members = List.copyOf(members);
        }
    }

    /** The cell was not recovered; survivors that were asked give no timestamps until it is. */
    record NotRecovered(String why) implements GroupReply {}

    /** The leaving is over: so many cells could not be handed over. */
    record Left(int remaining) implements GroupReply {}
}
