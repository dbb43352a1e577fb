package org.p2pltr.retrieval;

import java.util.List;
import org.p2pltr.entry.ChainHash;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.env.Notice;
import org.p2pltr.env.RoleName;

/**
 * How a recovery learns what the log has beyond a head, where nobody is left who could tell the
 * newest one. Source: master-group.md §10, step 3.
 */
public sealed interface ScanNotice extends Notice {
    /**
     * Told to the log's reader: which entries do the Log-Peers hold that continue the history up to
     * {@code have}? {@code question} is the asker's own number. Answered with one {@link Scanned},
     * also if no Log-Peer can be found.
     *
     * @param known hashes of entries that somebody else vouches for: of rivals, the chain with more
     *     of them goes before a longer one
     */
    record Scan(
            RoleName asker, long question, DocumentKey document, Head have, List<ChainHash> known)
            implements ScanNotice {
        public Scan {
            known = List.copyOf(known);
        }
    }

    /**
     * Entries in order from {@code have} on, chain and signatures checked: whoever wants more asks
     * again from the last one; none: the log has nothing that follows.
     *
     * @param silent how many Log-Peers that may have more did not answer in time
     */
    record Scanned(long question, DocumentKey document, List<PatchEntry> entries, int silent)
            implements ScanNotice {
        public Scanned {
            entries = List.copyOf(entries);
        }
    }
}
