package org.p2pltr.wiki.peer;

/** Somebody has seen what came while they were away. */
public record AbsenceEnded() {}
