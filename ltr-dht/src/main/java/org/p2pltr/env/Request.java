package org.p2pltr.env;

/** What the outside asks of a role; answered with one {@link Reply}. An open marker. */
public interface Request {}
