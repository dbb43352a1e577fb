package org.p2pltr.env;

/**
 * A value that peers send each other. An open marker: each role seals its own family of records.
 */
public interface Message {}
