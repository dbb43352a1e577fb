package org.p2pltr.netty;

/** A port that cannot be listened on; the message is one line for the person. */
public final class ListenException extends Exception {
    private static final long serialVersionUID = 1L;

    ListenException(String why, Throwable cause) {
        super(why, cause);
    }
}
