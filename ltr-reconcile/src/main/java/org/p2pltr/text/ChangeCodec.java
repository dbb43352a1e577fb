package org.p2pltr.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A change as bytes, in one form only, so that equal changes have equal bytes.
 *
 * <p>Version byte 1, then each part as an unsigned varint {@code 4 × n + kind}: kind 0 keeps n
 * units, 1 deletes n units, 2 inserts the n bytes of UTF-8 that follow. Source: reconciliation.md,
 * "Change".
 */
public final class ChangeCodec {
    private static final int VERSION = 1;
    private static final int RETAIN = 0;
    private static final int DELETE = 1;
    private static final int INSERT = 2;

    private ChangeCodec() {}

    /** The bytes of a change; a new array. */
    public static byte[] encode(Change change) {
        ByteWriter writer = new ByteWriter().octet(VERSION);
        for (Part part : change.parts()) {
            switch (part) {
                case Part.Retain(int length) -> writer.varint(header(length, RETAIN));
                case Part.Delete(int length) -> writer.varint(header(length, DELETE));
                case Part.Insert(Text text) -> {
                    byte[] utf8 = text.utf8();
                    writer.varint(header(utf8.length, INSERT)).raw(utf8);
                }
            }
        }
        return writer.toBytes();
    }

    /**
     * The change of these bytes, which may come from anybody.
     *
     * @throws MalformedChangeException if they are not exactly what {@link #encode} writes for a
     *     change between texts of at most {@link Text#MAX_LENGTH} units
     */
    public static Change decode(byte[] bytes) {
        return decode(new ByteReader(bytes));
    }

    static Change decode(ByteReader reader) {
        reader.requireVersion(VERSION);
        List<Part> parts = new ArrayList<>();
        int kindBefore = -1;
        long before = 0;
        long after = 0;
        while (!reader.atEnd()) {
            long header = reader.varint();
            int kind = (int) (header & 3);
            requireNormalOrder(reader, kindBefore, kind);
            Part part = part(reader, kind, header >>> 2);
            parts.add(part);
            if (kind != INSERT) before += part.length();
            if (kind != DELETE) after += part.length();
            if (Math.max(before, after) > Text.MAX_LENGTH)
                throw reader.malformed("text is longer than the limit");
            kindBefore = kind;
        }
        return new Change(parts);
    }

    private static Part part(ByteReader reader, int kind, long count) {
        if (count < 1) throw reader.malformed("part is empty");
        // A unit takes at most three bytes of UTF-8.
        long limit = kind == INSERT ? 3L * Text.MAX_LENGTH : Text.MAX_LENGTH;
        if (count > limit)
            throw reader.malformed("part of " + count + " is over the limit of " + limit);
        return switch (kind) {
            case RETAIN -> new Part.Retain((int) count);
            case DELETE -> new Part.Delete((int) count);
            case INSERT -> new Part.Insert(Text.trusted(reader.string((int) count, "insertion")));
            default -> throw reader.malformed("unknown kind of part " + kind);
        };
    }

    private static void requireNormalOrder(ByteReader reader, int kindBefore, int kind) {
        if (kind == kindBefore) throw reader.malformed("two parts of one kind side by side");
        if (kindBefore == DELETE && kind == INSERT)
            throw reader.malformed("insertion behind its deletion");
    }

    private static long header(int count, int kind) {
        return 4L * count + kind;
    }
}
