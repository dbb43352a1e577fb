package org.p2pltr.wire;

/** Bytes from outside that are not a message; the message is counted and dropped. */
public class MalformedMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong and what is allowed. */
    public MalformedMessageException(String why) {
        super(why);
    }

    /** Says what is wrong and what found it. */
    public MalformedMessageException(String why, Throwable cause) {
        super(why, cause);
    }
}
