package org.p2pltr.retrieval;

import java.util.List;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Notice;
import org.p2pltr.env.RoleName;

/** What other roles of this peer tell the log's reader, and what it answers. */
public sealed interface RetrievalNotice extends Notice {

    /**
     * Told to the log's reader: fetch the entries after {@code have} up to {@code upTo} and check
     * them back to {@code have}'s hash. {@code known} are entries of that range which the asker
     * already holds (a tail that came with an answer), unchecked. {@code question} is the asker's
     * own number. Answered with one {@link Retrieved}, {@link Missing} or {@link OtherHistory}.
     */
    record Retrieve(
            RoleName asker,
            long question,
            DocumentKey document,
            Head have,
            Head upTo,
            List<PatchEntry> known)
            implements RetrievalNotice {
        public Retrieve {
            known = List.copyOf(known);
            if (!have.ts().isBefore(upTo.ts()))
                throw new IllegalArgumentException(
                        "nothing to retrieve from " + have.ts() + " to " + upTo.ts());
        }
    }

    /**
     * The entries in order, chain and signatures checked. {@code complete}: they reach {@code
     * upTo}; otherwise a page limit (bytes) was met and the asker asks again from the last one. The
     * first page's first entry follows {@code have}.
     */
    record Retrieved(
            long question, DocumentKey document, List<PatchEntry> entries, boolean complete)
            implements RetrievalNotice {
        public Retrieved {
            entries = List.copyOf(entries);
        }
    }

    /** No reachable Log-Peer has this entry (highest one missing); the asker tries again later. */
    record Missing(long question, DocumentKey document, Timestamp ts) implements RetrievalNotice {}

    /**
     * The chain of {@code upTo} does not go through {@code have}: another history (master-group.md
     * §10).
     */
    record OtherHistory(long question, DocumentKey document, Head have, Head upTo)
            implements RetrievalNotice {}
}
