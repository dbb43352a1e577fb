package org.p2pltr.group;

/** What has come after a configuration, as far as a member knows. */
sealed interface Successor {
    /** Nothing: the configuration serves. */
    record None() implements Successor {}

    /** This one was chosen: the member is frozen, for ever. */
    record Chosen(Config config) implements Successor {}
}
