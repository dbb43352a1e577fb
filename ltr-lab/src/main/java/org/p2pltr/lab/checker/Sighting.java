package org.p2pltr.lab.checker;

import java.util.List;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryHeader;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchId;
import org.p2pltr.group.Ballot;
import org.p2pltr.group.Config;
import org.p2pltr.master.RequestId;

/** Something that the checks saw happen, in the order in which it happened. */
public sealed interface Sighting {
    /** Somebody states as committed that a document's history up to a timestamp has this hash. */
    record HeadStated(String where, DocumentKey document, Head head) implements Sighting {}

    /** Somebody passes an entry on as committed. */
    record EntryPassed(String where, DocumentKey document, EntryHeader header)
            implements Sighting {}

    /** A majority of a group has accepted the document's history up to this head. */
    record HeadChosen(DocumentKey document, Head head) implements Sighting {}

    /** A peer is about to put an entry into the log. */
    record EntryPut(String by, DocumentKey document, EntryHeader header) implements Sighting {}

    /** A save is durable at its author; nobody need have answered it yet. */
    record SaveKept(String by, DocumentKey document, PatchId patch) implements Sighting {}

    /** An author took a patch back, or it became a draft. */
    record SaveTakenBack(String by, DocumentKey document, PatchId patch) implements Sighting {}

    /** An author's peer keeps durably that its patches got the timestamps up to the head. */
    record SavesValidated(String by, DocumentKey document, Head head, List<PatchId> patches)
            implements Sighting {
        public SavesValidated {
            patches = List.copyOf(patches);
        }
    }

    /** An answered save: the words it brought and those it removed, each used once in the run. */
    record WordsTyped(String by, DocumentKey document, List<String> added, List<String> removed)
            implements Sighting {
        public WordsTyped {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
        }
    }

    /** A peer asks a master to give its patches timestamps. */
    record PublishAsked(String by, DocumentKey document, RequestId id) implements Sighting {}

    /** The answer that they got them arrived. */
    record ValidatedTold(String by, DocumentKey document, RequestId id, Head head)
            implements Sighting {}

    /** A peer's disk is empty; what only it held is gone. */
    record DiskLost(String by) implements Sighting {}

    /** A peer asks what the last timestamp is. */
    record LastAsked(String by, DocumentKey document, RequestId id) implements Sighting {}

    /** The answer to such a question arrived. */
    record LastTold(String by, DocumentKey document, RequestId id, Head head) implements Sighting {}

    /** A recovery by hand goes on from this head of a document; what came after it is lost. */
    record HistoryCut(DocumentKey document, Head kept) implements Sighting {}

    /** A majority of this configuration's members has installed it: it has chosen something. */
    record GroupActs(Config config) implements Sighting {}

    /** Somebody speaks of a configuration as chosen. */
    record ConfigNamed(String where, Config config) implements Sighting {}

    /**
     * A member has decided to answer at a ballot, in its life of this number; a crash may still
     * forget it.
     */
    record PromiseMade(String by, int life, Cell cell, Ballot ballot) implements Sighting {}

    /** A member's answer at a ballot reached somebody: it must not be forgotten any more. */
    record PromiseHeard(String by, Cell cell, Ballot ballot) implements Sighting {}
}
