package org.p2pltr.keys;

/** A key file that cannot be used; the message is one line for the person. */
public final class KeyFileException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong and what found it. */
    public KeyFileException(String why, Throwable cause) {
        super(why, cause);
    }
}
