package org.p2pltr.logpeer;

import java.util.List;
import org.p2pltr.entry.ChainHash;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Notice;
import org.p2pltr.env.RoleName;
import org.p2pltr.id.PeerId;

/** What other roles of this peer tell the log's writer, and what it tells them. */
public sealed interface LogNotice extends Notice {

    /**
     * Told to the log's writer: put these committed entries at their Log-Peers and keep trying
     * until all 2n places have them. Asked again with the same entries it goes on, without harm.
     */
    record PutEntries(RoleName asker, DocumentKey document, List<PatchEntry> entries)
            implements LogNotice {
        public PutEntries {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Told to the asker, each time one more peer has stored an entry durably: all distinct peers so
     * far, in order of answer.
     */
    record EntryStored(
            DocumentKey document, Timestamp ts, ChainHash hash, List<PeerId> peers, int places)
            implements LogNotice {
        public EntryStored {
            peers = List.copyOf(peers);
        }
    }
}
