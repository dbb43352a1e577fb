package org.p2pltr.env;

/**
 * What a role wants to be reminded of; comes back to the role that started it. An open marker.
 * Timers are never cancelled: the role looks whether the reminder still matters.
 */
public interface Timer {}
