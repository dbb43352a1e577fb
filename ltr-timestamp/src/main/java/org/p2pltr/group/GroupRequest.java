package org.p2pltr.group;

import java.time.Duration;
import java.util.List;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.env.Request;
import org.p2pltr.id.PeerId;

/** What the outside asks of the master groups' role; answered with a {@link GroupReply}. */
public sealed interface GroupRequest extends Request {
    /**
     * Who looks after this document, as far as this peer knows? Answered with {@link
     * GroupReply.CellView}.
     */
    record CellAsked(DocumentKey document) implements GroupRequest {}

    /** Which cells does this peer look after? Answered with {@link GroupReply.GroupsView}. */
    record GroupsAsked() implements GroupRequest {}

    /**
     * Which documents does this peer hold registers of, in the cells that it looks after? Those
     * after a name (empty: from the first), in order of name, at most {@code limit} (1 to 1,000).
     * Answered with {@link GroupReply.DocumentsView}.
     */
    record DocumentsAsked(String after, int limit) implements GroupRequest {
        public DocumentsAsked {
            if (limit < 1 || limit > 1_000)
                throw new IllegalArgumentException("limit is 1 to 1000, not " + limit);
        }
    }

    /**
     * In which groups does this peer have a voice, also where it cannot act now? Answered with
     * {@link GroupReply.Voices}.
     */
    record VoicesAsked() implements GroupRequest {}

    /**
     * Unsafe recovery of a cell whose majority is gone for good: these peers, this one among them,
     * are all that is left of those who looked after it. What only the others held is lost here and
     * must be published again by its authors. For 2 s everybody within reach is asked first:
     * refused if the group has gone on without this peer. Answered with {@link
     * GroupReply.Recovered} or {@link GroupReply.NotRecovered}.
     *
     * @param documents that the asker knows to exist; the log is looked through for those of the
     *     cell, as for those that the survivors know
     */
    record RecoverCell(Cell cell, List<PeerId> survivors, List<DocumentKey> documents)
            implements GroupRequest {
        public RecoverCell {
            survivors = List.copyOf(survivors);
            documents = List.copyOf(documents);
            if (survivors.isEmpty() || survivors.size() > Config.MAX_MEMBERS)
                throw new IllegalArgumentException(
                        "1 to " + Config.MAX_MEMBERS + " survivors, not " + survivors.size());
        }
    }

    /**
     * What did this peer hold in epochs that are over? Answered with {@link GroupReply.Exported}.
     */
    record ExportsAsked() implements GroupRequest {}

    /**
     * Hand over all cells, as this peer is going to leave. Answered with {@link GroupReply.Left}
     * when that is done, or when the limit is over.
     */
    record LeaveGroups(Duration limit) implements GroupRequest {}
}
