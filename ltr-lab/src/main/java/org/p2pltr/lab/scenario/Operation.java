package org.p2pltr.lab.scenario;

import java.time.Duration;

/** Something that a person does, so long after the network has formed. */
record Operation(Duration at, int peer, Act act) {
    /** What the person does at the own peer; pages and peers are named by number. */
    sealed interface Act {
        /** Edits a page and saves it. */
        record Save(int page) implements Act {}

        /** Works offline from here on, or online. */
        record Online(boolean on) implements Act {}

        /** Asks any peer for a page's last timestamp. */
        record AskLast(int page, int whom) implements Act {}

        /** Wants all that waits to be sent now. */
        record Sync() implements Act {}
    }
}
