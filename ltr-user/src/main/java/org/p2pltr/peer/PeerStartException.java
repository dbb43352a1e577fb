package org.p2pltr.peer;

/** A peer cannot start; the message is one line for people. Nothing was changed. */
public final class PeerStartException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says in one line what is wrong and what helps. */
    public PeerStartException(String why) {
        super(why);
    }

    /** Says in one line what is wrong, and keeps what found it. */
    public PeerStartException(String why, Throwable cause) {
        super(why, cause);
    }
}
