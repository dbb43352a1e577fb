package org.p2pltr.sync;

import java.util.List;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.RequestId;

/** What a document is doing with the network; one thing at a time. */
sealed interface Exchange {
    /** Nothing. */
    record Idle() implements Exchange {}

    /** The master was asked for the last timestamp. */
    record Asked(RequestId id, PeerId master) implements Exchange {}

    /** The entries of a publish are being made. */
    record Signing() implements Exchange {}

    /** The master was asked to validate these entries. */
    record Publishing(RequestId id, PeerId master, List<PatchEntry> entries) implements Exchange {}

    /** The log's reader was asked for the entries up to this head. */
    record Retrieving(long question, Head upTo, List<PatchEntry> known) implements Exchange {}

    /**
     * Entries are being put into the replica; more are to come if it does not reach this head then.
     */
    record Applying(Head upTo, List<PatchEntry> known) implements Exchange {}

    /** Waiting before the next try; {@code why} for people. */
    record Pausing(String why) implements Exchange {}
}
