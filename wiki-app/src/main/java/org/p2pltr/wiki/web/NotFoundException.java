package org.p2pltr.wiki.web;

/** What was asked for is not here; the message is a sentence for people. */
public final class NotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what is not here. */
    public NotFoundException(String sentence) {
        super(sentence);
    }
}
