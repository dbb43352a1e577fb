package org.p2pltr.group;

/** What a member accepted as the successor of its configuration: perhaps nothing yet. */
public sealed interface Proposal {
    /** Nothing was accepted. */
    record None() implements Proposal {}

    /** This configuration was accepted at this ballot; it may be chosen. */
    record Accepted(Ballot ballot, Config config) implements Proposal {}
}
