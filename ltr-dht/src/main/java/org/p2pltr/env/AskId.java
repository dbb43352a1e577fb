package org.p2pltr.env;

/**
 * Numbers a request from outside, so that the answer finds its asker. Unique in one run of a peer.
 */
public record AskId(long value) {}
