package org.p2pltr.sync;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.p2pltr.id.Bytes;

/**
 * Puts a row's fields together: a version byte, numbers high byte first, runs with their length
 * before them.
 */
final class RowWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    RowWriter(int version) {
        out.write(version);
    }

    RowWriter number(long value) {
        return exactly(Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(value).array()));
    }

    RowWriter exactly(Bytes bytes) {
        out.writeBytes(bytes.toArray());
        return this;
    }

    RowWriter sized(Bytes bytes) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length()).array());
        return exactly(bytes);
    }

    RowWriter text(String text) {
        return sized(Bytes.utf8(text));
    }

    Bytes bytes() {
        return Bytes.of(out.toByteArray());
    }
}
