package org.p2pltr.wiki.peer;

/** The peer did not answer in time or is stopping; asking again is safe. */
public final class PeerSilentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PeerSilentException(String why, Throwable cause) {
        super(why, cause);
    }
}
