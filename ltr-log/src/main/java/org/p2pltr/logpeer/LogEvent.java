package org.p2pltr.logpeer;

import java.util.List;
import org.p2pltr.entry.ChainHash;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryHeader;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.id.PeerId;

/** What happened to this peer's part of the log. */
public sealed interface LogEvent extends PeerEvent {

    /** Entries that were put here are on this peer's disk. */
    record EntriesStored(DocumentKey document, PeerId from, List<Timestamp> timestamps)
            implements LogEvent {}

    /** Copies that this peer missed came from another holder. */
    record EntriesRepaired(DocumentKey document, PeerId from, List<Timestamp> timestamps)
            implements LogEvent {}

    /**
     * Two entries of one place, each signed by its author: a bug or a liar. {@code newcomer} is the
     * later one; all of them are kept, up to {@link LogPeer#MAX_RIVALS}.
     */
    record RivalFound(
            DocumentKey document, PeerId from, EntryHeader newcomer, List<ChainHash> others)
            implements LogEvent {}

    /** An entry was put that this peer does not take. */
    record EntryRefused(DocumentKey document, PeerId from, Timestamp ts, String why)
            implements LogEvent {}

    /** A row of this peer's log was not what was written; it is dropped, others have copies. */
    record DamagedRowDropped(String key, String why) implements LogEvent {}

    /** A replica answered with an entry that the chain or the signature refutes. */
    record ReplicaRefuted(DocumentKey document, PeerId replica, Timestamp ts, String why)
            implements LogEvent {}

    /** Entries found missing at one of their places while being read were put back there. */
    record PutBack(DocumentKey document, PeerId at, List<Timestamp> timestamps)
            implements LogEvent {}

    /** The writer has too much to put and dropped these; whoever asked asks again. */
    record WriterFull(DocumentKey document, int entries) implements LogEvent {}

    /** Not all places have an entry after a long time; the rest is left to repair. */
    record PutGivenUp(DocumentKey document, Timestamp ts, int stored, int places)
            implements LogEvent {}
}
