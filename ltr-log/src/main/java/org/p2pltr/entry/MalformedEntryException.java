package org.p2pltr.entry;

/** Bytes that are not an entry, or an entry that contradicts itself. */
public final class MalformedEntryException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong. */
    public MalformedEntryException(String why) {
        super(why);
    }

    /** Says what is wrong and what found it. */
    public MalformedEntryException(String why, Throwable cause) {
        super(why, cause);
    }
}
