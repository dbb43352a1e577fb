package org.p2pltr.id;

/** A peer and where it can be reached. */
public record PeerContact(PeerId id, PeerAddress address) {}
