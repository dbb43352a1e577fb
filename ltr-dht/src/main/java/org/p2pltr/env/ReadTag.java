package org.p2pltr.env;

/** What a read was for; comes back with its rows to the role that asked. An open marker. */
public interface ReadTag {}
