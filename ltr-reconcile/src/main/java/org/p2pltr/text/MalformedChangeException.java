package org.p2pltr.text;

/**
 * Bytes or a text from outside that are not one of our values in its only form: damaged, too long,
 * or written in another way than we would. The message says what and where. Whoever reads from the
 * network drops the message. Source: architecture.md, "Rules", 6.
 */
public final class MalformedChangeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** With what is wrong, for the log. */
    public MalformedChangeException(String message) {
        super(message);
    }

    /** With what is wrong and what noticed it. */
    public MalformedChangeException(String message, Throwable cause) {
        super(message, cause);
    }
}
