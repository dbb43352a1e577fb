package org.p2pltr.logpeer;

import java.util.List;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.env.Reply;
import org.p2pltr.env.Request;

/** What the outside asks a Log-Peer. */
public sealed interface LogRequest extends Request {

    /** What does this peer hold of a document? Answered with {@link Held}. */
    record LogHoldingsAsked(DocumentKey document) implements LogRequest {}

    /** How much does this peer hold in all? Answered with {@link Totals}. */
    record LogTotalsAsked() implements LogRequest {}

    /**
     * Of which documents does this peer hold entries? Those after a name (empty: from the first),
     * in order of name, at most {@code limit} (1 to 1,000). Answered with {@link Kept}.
     */
    record LogDocumentsAsked(String after, int limit) implements LogRequest {
        public LogDocumentsAsked {
            if (limit < 1 || limit > 1_000)
                throw new IllegalArgumentException("limit is 1 to 1000, not " + limit);
        }
    }

    /** Documents in order of name, with what is held of each. */
    record Kept(List<KeptDocument> documents) implements Reply {
        public Kept {
            documents = List.copyOf(documents);
        }
    }

    /**
     * What is held of a document.
     *
     * @param ranges timestamps in order
     * @param entries how many; rivals of one timestamp count each
     * @param bytes of those entries
     */
    record KeptDocument(DocumentKey document, List<TsRange> ranges, long entries, long bytes) {
        public KeptDocument {
            ranges = List.copyOf(ranges);
        }
    }

    /** The timestamps that this peer holds of a document, in order. */
    record Held(DocumentKey document, List<TsRange> ranges) implements Reply {
        public Held {
            ranges = List.copyOf(ranges);
        }
    }

    /** How many documents and entries this peer holds, and the bytes of those entries. */
    record Totals(long documents, long entries, long bytes) implements Reply {}
}
