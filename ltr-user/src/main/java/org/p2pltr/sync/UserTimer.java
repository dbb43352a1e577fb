package org.p2pltr.sync;

import org.p2pltr.entry.DocumentKey;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Timer;

/** What the User Peer wants to be reminded of. */
sealed interface UserTimer extends Timer {
    /** An exchange or a pause of a document is over, if it is still the one with this number. */
    record ExchangeOver(DocumentKey document, long number) implements UserTimer {}

    /** Looks after subscriptions and lookups, four times a second. */
    record Tick() implements UserTimer {}

    /** Sends the lookups gathered. */
    record AskOwners() implements UserTimer {}

    /** The outside waited long enough for a sync. */
    record SyncOver(AskId id) implements UserTimer {}

    /** Old base texts may go. */
    record SweepBases() implements UserTimer {}
}
