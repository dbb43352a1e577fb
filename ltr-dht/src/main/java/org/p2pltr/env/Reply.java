package org.p2pltr.env;

/** The answer to a {@link Request}. An open marker. */
public interface Reply {}
