package org.p2pltr.netty;

/** No member told a newcomer about its network; the message is one line for the person. */
public final class JoinException extends Exception {
    private static final long serialVersionUID = 1L;

    JoinException(String why) {
        super(why);
    }
}
