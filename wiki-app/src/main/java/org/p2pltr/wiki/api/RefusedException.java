package org.p2pltr.wiki.api;

/** A save over a limit; nothing was stored. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String why) {
        super(why);
    }
}
