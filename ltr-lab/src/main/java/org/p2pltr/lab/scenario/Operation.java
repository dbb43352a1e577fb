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

        /** Makes one save of all those of a page that wait and may still be changed. */
        record Squash(int page) implements Act {}

        /** Takes back the newest save of a page that waits. */
        record Discard(int page) implements Act {}

        /** Takes back the patch so many timestamps before the newest one of a page. */
        record Undo(int page, int before) implements Act {}

        /** Wants all that waits to be sent now. */
        record Sync() implements Act {}
    }
}
