package org.p2pltr.peer;

/**
 * A line of the durable sequence of changes: something of this page is not what it was. Who follows
 * the sequence asks for the page and its history anew.
 *
 * @param sequence rises, with gaps; each peer has its own
 * @param name the page's name
 * @param ts last validated timestamp here after the change
 * @param tentative how many of this peer's saves waited after the change
 */
public record PageChange(long sequence, String name, long ts, int tentative) {}
