package org.p2pltr.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads what {@link ByteWriter} writes and refuses every other form of the same values. */
final class ByteReader {
    /** No number in our bytes needs more than 35 bits. */
    private static final int MAX_VARINT_BYTES = 5;

    private final byte[] bytes;
    private final int end;
    private int position;

    ByteReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ByteReader(byte[] bytes, int position, int end) {
        this.bytes = bytes;
        this.position = position;
        this.end = end;
    }

    boolean atEnd() {
        return position == end;
    }

    void requireEnd() {
        if (!atEnd()) throw malformed((end - position) + " bytes too many");
    }

    void requireVersion(int version) {
        int found = octet();
        if (found != version)
            throw malformed("format version must be " + version + ", is " + found);
    }

    int octet() {
        if (atEnd()) throw malformed("ends too early");
        return bytes[position++] & 0xff;
    }

    long varint() {
        long value = 0;
        for (int i = 0; i < MAX_VARINT_BYTES; i++) {
            int octet = octet();
            value |= (long) (octet & 0x7f) << (7 * i);
            if (octet < 0x80) {
                if (octet == 0 && i > 0) throw malformed("number is not in its shortest form");
                return value;
            }
        }
        throw malformed("number is too long");
    }

    /** A number from 0 to {@code max}; {@code what} names it in the error. */
    int varint(int max, String what) {
        long value = varint();
        if (value > max) throw malformed(what + " must be at most " + max + ", is " + value);
        return (int) value;
    }

    /** A reader of the next bytes, as many as the number before them says. */
    ByteReader prefixed(String what) {
        int length = varint(Integer.MAX_VALUE, what);
        return slice(length, what);
    }

    /** A string with its length in bytes, at most {@code maxBytes}, before it. */
    String prefixedString(int maxBytes, String what) {
        return string(varint(maxBytes, what), what);
    }

    String string(int byteCount, String what) {
        ByteReader slice = slice(byteCount, what);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, slice.position, byteCount))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new MalformedChangeException(
                    what + " is not well-formed UTF-8" + where(), notUtf8);
        }
    }

    MalformedChangeException malformed(String what) {
        return new MalformedChangeException(what + where());
    }

    private String where() {
        return " (at byte " + position + ")";
    }

    private ByteReader slice(int length, String what) {
        if (length > end - position) {
            throw malformed(what + " says " + length + " bytes, " + (end - position) + " are left");
        }
        int start = position;
        position += length;
        return new ByteReader(bytes, start, position);
    }
}
