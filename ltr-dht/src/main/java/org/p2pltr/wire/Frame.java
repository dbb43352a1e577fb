package org.p2pltr.wire;

import org.p2pltr.id.Bytes;

/**
 * One message as it travels: its number and its bytes. On a connection a frame is four bytes of
 * length (of all that follows, highest byte first), two bytes of number, and the body. Source:
 * architecture.md, rule 7.
 */
public record Frame(int number, Bytes body) {
    /** Largest frame, number and body together, in bytes. */
    public static final int MAX_LENGTH = 4 * 1024 * 1024;

    /** Largest frame before both sides have proven who they are, in bytes. */
    public static final int MAX_HELLO_LENGTH = 16 * 1024;

    /** The length field, in bytes. */
    public static final int LENGTH_BYTES = 4;

    /** The number field, in bytes. */
    public static final int NUMBER_BYTES = 2;

    /** Largest body, in bytes. */
    public static final int MAX_BODY = MAX_LENGTH - NUMBER_BYTES;

    /** The number of the transport's own frames: hello, proof, refusal, ping. */
    public static final int TRANSPORT = 0;

    /** Highest number that the number field holds. */
    public static final int MAX_NUMBER = 0xffff;

    public Frame {
        if (number < 0 || number > MAX_NUMBER)
            throw new IllegalArgumentException(
                    "a frame's number is 0 to " + MAX_NUMBER + ", not " + number);
        if (body.length() > MAX_BODY)
            throw new IllegalArgumentException(
                    "a frame's body has at most " + MAX_BODY + " bytes, not " + body.length());
    }

    /** What the length field says: number and body. */
    public int length() {
        return NUMBER_BYTES + body.length();
    }

    /** Bytes on the connection, the length field included. */
    public int bytesOnTheWire() {
        return LENGTH_BYTES + length();
    }
}
