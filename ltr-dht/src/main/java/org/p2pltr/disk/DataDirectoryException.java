package org.p2pltr.disk;

/** A data directory that a peer cannot start from; the message is one line for the person. */
public final class DataDirectoryException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong. */
    public DataDirectoryException(String why) {
        super(why);
    }

    /** Says what is wrong and what found it. */
    public DataDirectoryException(String why, Throwable cause) {
        super(why, cause);
    }
}
