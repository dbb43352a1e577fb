package org.p2pltr.peer;

/**
 * This peer runs on an old or doubled copy of its data directory, which another peer has proven.
 */
final class OldCopyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OldCopyException(String why) {
        super(why);
    }
}
