package org.p2pltr.wire;

import org.p2pltr.id.NetworkId;

/** What a hello says about the sender's network. */
public sealed interface Membership {
    /** A newcomer that wants to hear which network this is, and its genesis record. */
    record Newcomer() implements Membership {}

    /** A peer of a network. */
    record MemberOf(NetworkId network) implements Membership {}
}
