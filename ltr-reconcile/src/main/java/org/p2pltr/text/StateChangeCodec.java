package org.p2pltr.text;

/**
 * A patch's whole change as bytes, in one form only: what a log entry carries without looking into
 * it.
 *
 * <p>Version byte 1, the change of the text as {@link ChangeCodec} writes it with its length before
 * it, then the attributes set (count, names and values) and the names removed (count, names).
 * Source: log.md, "A log entry".
 */
public final class StateChangeCodec {
    private static final int VERSION = 1;

    private StateChangeCodec() {}

    /** The bytes of a change; a new array. */
    public static byte[] encode(StateChange change) {
        ByteWriter writer =
                new ByteWriter().octet(VERSION).prefixed(ChangeCodec.encode(change.text()));
        AttributeBytes.write(writer, change.attributes());
        return writer.toBytes();
    }

    /**
     * The change of these bytes, which may come from anybody.
     *
     * @throws MalformedChangeException if they are not exactly what {@link #encode} writes, or over
     *     a limit
     */
    public static StateChange decode(byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        reader.requireVersion(VERSION);
        Change text = ChangeCodec.decode(reader.prefixed("change"));
        AttributeChange attributes = AttributeBytes.read(reader);
        reader.requireEnd();
        return new StateChange(text, attributes);
    }
}
