package org.p2pltr.env;

/**
 * Something that happened and that people, metrics or the simulator's checks may want to know. An
 * open marker of records; {@code toString} should read well in a log line.
 */
public interface PeerEvent {}
