package org.p2pltr.text;

import java.io.ByteArrayOutputStream;

/** Writes our canonical bytes: unsigned varints, and UTF-8 with its length before it. */
final class ByteWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ByteWriter octet(int value) {
        bytes.write(value);
        return this;
    }

    /** Seven bits a byte, lowest first, as few bytes as do. */
    ByteWriter varint(long value) {
        long rest = value;
        while (rest >= 0x80) {
            bytes.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
        return this;
    }

    ByteWriter raw(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }

    ByteWriter prefixed(byte[] value) {
        return varint(value.length).raw(value);
    }

    ByteWriter prefixed(String value) {
        return prefixed(Text.of(value).utf8());
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
