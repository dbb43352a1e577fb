package org.p2pltr.compare;

import org.p2pltr.id.Hash;

/** What a peer holds of a range, in 32 bytes; see {@link Records#digest}. */
public record Summary<R>(R range, Hash digest) {}
