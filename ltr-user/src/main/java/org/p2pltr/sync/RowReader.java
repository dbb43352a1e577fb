package org.p2pltr.sync;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.p2pltr.env.DamagedRowException;
import org.p2pltr.env.Family;
import org.p2pltr.env.Row;
import org.p2pltr.id.Bytes;

/** Takes a row's fields apart in the order in which {@link RowWriter} put them together. */
final class RowReader {
    private final ByteBuffer in;

    /** Reads the fields of a row of this version. */
    interface OfVersion<T> {
        T read(RowReader in, int version);
    }

    private RowReader(Bytes value) {
        this.in = ByteBuffer.wrap(value.toArray());
    }

    /** Reads a whole row. Throws {@link DamagedRowException} if it is not what was written. */
    static <T> T read(Family family, Row row, int version, Function<RowReader, T> fields) {
        return read(family, row, version, version, (in, _) -> fields.apply(in));
    }

    /** The same for a row of any version up to this one. */
    static <T> T readUpTo(Family family, Row row, int newest, OfVersion<T> fields) {
        return read(family, row, 1, newest, fields);
    }

    private static <T> T read(Family family, Row row, int oldest, int newest, OfVersion<T> fields) {
        try {
            RowReader reader = new RowReader(row.value());
            int found = reader.in.get();
            if (found < oldest || found > newest)
                throw new IllegalArgumentException("version " + found);
            T value = fields.read(reader, found);
            if (reader.in.hasRemaining())
                throw new IllegalArgumentException(reader.in.remaining() + " bytes too many");
            return value;
        } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
            throw new DamagedRowException(family, row, e.toString());
        }
    }

    long number() {
        return in.getLong();
    }

    Bytes exactly(int length) {
        if (length < 0 || length > in.remaining()) throw new BufferUnderflowException();
        byte[] bytes = new byte[length];
        in.get(bytes);
        return Bytes.of(bytes);
    }

    Bytes sized() {
        return exactly(in.getInt());
    }

    String text() {
        return sized().asUtf8();
    }
}
