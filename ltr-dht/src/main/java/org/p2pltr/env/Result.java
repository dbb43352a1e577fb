package org.p2pltr.env;

/** What a {@link Task} came to; comes back to the role that asked. An open marker. */
public interface Result {}
