package org.p2pltr.env;

/** A value that roles of one peer tell each other; it never leaves the peer. An open marker. */
public interface Notice {}
