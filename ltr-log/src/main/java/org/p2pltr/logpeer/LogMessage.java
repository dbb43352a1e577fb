package org.p2pltr.logpeer;

import java.util.List;
import org.p2pltr.compare.Summary;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryHeader;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Message;
import org.p2pltr.placement.Segment;

/** What peers tell each other about the log, sealed by the role that takes it. */
public sealed interface LogMessage extends Message {
    /** Most entries, headers, slots or ranges of one message. */
    int MAX_ITEMS = 1024;

    /** About the most bytes of one message's entries or headers; at least one of them. */
    int MAX_BYTES = 1024 * 1024;

    /** Most segments that one offer names. */
    int MAX_SEGMENTS = 64;

    /** To a Log-Peer. */
    sealed interface ToLogPeer extends LogMessage {}

    /** To whoever puts entries. */
    sealed interface ToWriter extends LogMessage {}

    /** To whoever retrieves. */
    sealed interface ToReader extends LogMessage {}

    /** To the one who mends copies. */
    sealed interface ToRepair extends LogMessage {}

    /** To the one who looks who holds what. */
    sealed interface ToLookup extends LogMessage {}

    /**
     * Keep these committed entries of a document. {@code repair}: they are copies from another
     * holder, and no answer is wanted; otherwise answered with {@link Stored} once they are on
     * disk, and with {@link NotStored} for those that are not taken.
     */
    record LogPut(DocumentKey document, List<PatchEntry> entries, boolean repair)
            implements ToLogPeer {
        public LogPut {
            entries = some("entries", entries, MAX_ITEMS);
        }
    }

    /**
     * Which entries of these timestamps do you hold? Answered with {@link Entries} (if {@code
     * bodies}) or {@link Headers}, a page at a time; {@code question} is the asker's number.
     */
    record LogGet(long question, DocumentKey document, TsRange range, boolean bodies)
            implements ToLogPeer {}

    /** Which timestamps of the document do you hold? Answered with {@link Holdings}. */
    record AskHoldings(long question, DocumentKey document) implements ToLogPeer {}

    /** These entries are on this peer's disk. */
    record Stored(DocumentKey document, List<Slot> slots) implements ToWriter {
        public Stored {
            slots = some("slots", slots, MAX_ITEMS);
        }
    }

    /** This entry is not taken, and will not be if it is put again soon. */
    record NotStored(DocumentKey document, Slot slot, Refusal why) implements ToWriter {}

    /** Why a Log-Peer does not take an entry. */
    enum Refusal {
        /** The place has as many rivals as a Log-Peer keeps: a bug or a liar. */
        FULL,
        /** Its form or its signature is wrong. */
        MALFORMED
    }

    /**
     * All entries that the peer holds from the first timestamp asked for up to {@code through},
     * rivals included, in order.
     */
    record Entries(long question, DocumentKey document, Timestamp through, List<PatchEntry> entries)
            implements ToReader {
        public Entries {
            entries = atMost("entries", entries, MAX_ITEMS);
        }
    }

    /** The same without bodies. */
    record Headers(
            long question, DocumentKey document, Timestamp through, List<EntryHeader> headers)
            implements ToReader {
        public Headers {
            headers = atMost("headers", headers, MAX_ITEMS);
        }
    }

    /**
     * What the sender holds of some segments, as digests (see {@link Summary}); answered where the
     * receiver differs.
     */
    record Offer(List<Summary<Segment>> segments) implements ToRepair {
        public Offer {
            segments = some("segments", segments, MAX_SEGMENTS);
        }
    }

    /** All that the sender holds of a segment, as the offer's digest was another. */
    record Holds(Segment segment, List<Slot> slots) implements ToRepair {
        /** As many as a segment has slots, with their rivals. */
        public static final int MAX_SLOTS = 4096;

        public Holds {
            slots = atMost("slots", slots, MAX_SLOTS);
        }
    }

    /** Please put these entries here. */
    record Want(DocumentKey document, List<Slot> slots) implements ToRepair {
        public Want {
            slots = some("slots", slots, MAX_ITEMS);
        }
    }

    /** The timestamps of a document that the sender holds, in order; cut at the message's limit. */
    record Holdings(long question, DocumentKey document, List<TsRange> ranges) implements ToLookup {
        public Holdings {
            ranges = atMost("ranges", ranges, MAX_ITEMS);
        }
    }

    private static <T> List<T> some(String what, List<T> list, int limit) {
        if (list.isEmpty()) throw new IllegalArgumentException("no " + what + " in the message");
        return atMost(what, list, limit);
    }

    private static <T> List<T> atMost(String what, List<T> list, int limit) {
        if (list.size() > limit)
            throw new IllegalArgumentException(
                    "at most " + limit + " " + what + " in a message, not " + list.size());
        return List.copyOf(list);
    }
}
