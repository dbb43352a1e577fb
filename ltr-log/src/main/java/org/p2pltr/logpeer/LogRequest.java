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

    /** The timestamps that this peer holds of a document, in order. */
    record Held(DocumentKey document, List<TsRange> ranges) implements Reply {
        public Held {
            ranges = List.copyOf(ranges);
        }
    }

    /** How many documents and entries this peer holds, and the bytes of those entries. */
    record Totals(long documents, long entries, long bytes) implements Reply {}
}
