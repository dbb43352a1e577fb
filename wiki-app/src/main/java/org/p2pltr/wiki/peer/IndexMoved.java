package org.p2pltr.wiki.peer;

/** The index took in changes up to this number of the peer's sequence. */
public record IndexMoved(long position) {}
