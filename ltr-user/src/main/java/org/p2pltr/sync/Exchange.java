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

    /** The history here is not the network's: all of that up to this head is being gathered. */
    record Gathering(long question, Head upTo, List<PatchEntry> soFar) implements Exchange {}

    /**
     * Entries are being put into the replica; more are to come if it does not reach this head then.
     */
    record Applying(Head upTo, List<PatchEntry> known) implements Exchange {}

    /** Waiting before the next try; {@code why} for people. */
    record Pausing(String why) implements Exchange {}

    /** True while the answer to this request is awaited. */
    default boolean awaits(RequestId request) {
        return switch (this) {
            case Asked asked -> asked.id().equals(request);
            case Publishing publishing -> publishing.id().equals(request);
            case Idle _, Signing _, Retrieving _, Gathering _, Applying _, Pausing _ -> false;
        };
    }

    /** The entries that the master was asked to validate; none if it was not. */
    default List<PatchEntry> sent() {
        return this instanceof Publishing publishing ? publishing.entries() : List.of();
    }

    /** True while this peer's answer is awaited. */
    default boolean awaits(PeerId peer) {
        return switch (this) {
            case Asked asked -> asked.master().equals(peer);
            case Publishing publishing -> publishing.master().equals(peer);
            case Idle _, Signing _, Retrieving _, Gathering _, Applying _, Pausing _ -> false;
        };
    }

    /** True while the peer itself works, so that the exchange ends by itself. */
    default boolean isComputing() {
        return this instanceof Signing || this instanceof Applying;
    }

    /** The number of the question that the log's reader was asked; 0 if it was not. */
    default long question() {
        return switch (this) {
            case Retrieving asked -> asked.question;
            case Gathering asked -> asked.question;
            case Idle _, Asked _, Signing _, Publishing _, Applying _, Pausing _ -> 0;
        };
    }
}
