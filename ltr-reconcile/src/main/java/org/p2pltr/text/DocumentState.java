package org.p2pltr.text;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What a timestamp yields: text and attributes. Its canonical bytes are what the digest in a log
 * entry is of.
 *
 * <p>Bytes: version byte 1, the text, the number of attributes, then each name and value in order;
 * every string is UTF-8 with its length in bytes before it as an unsigned varint. Source: log.md,
 * "A log entry".
 */
public record DocumentState(Text text, Attributes attributes) {
    private static final int VERSION = 1;

    /** The state that timestamp 0 yields, before the first patch. */
    public static final DocumentState EMPTY = new DocumentState(Text.EMPTY, Attributes.NONE);

    /** This state's only form as bytes; a new array. */
    public byte[] canonicalBytes() {
        ByteWriter writer = new ByteWriter().octet(VERSION).prefixed(text.utf8());
        AttributeBytes.writeMap(writer, attributes.values());
        return writer.toBytes();
    }

    /**
     * The state of these bytes, which may come from anybody.
     *
     * @throws MalformedChangeException if they are not exactly what {@link #canonicalBytes} writes,
     *     or over a limit
     */
    public static DocumentState ofCanonicalBytes(byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        reader.requireVersion(VERSION);
        String text = reader.prefixedString(3 * Text.MAX_LENGTH, "text");
        if (text.length() > Text.MAX_LENGTH)
            throw reader.malformed("text is longer than the limit");
        Attributes attributes = new Attributes(AttributeBytes.readMap(reader));
        reader.requireEnd();
        return new DocumentState(Text.trusted(text), attributes);
    }

    /** SHA-256 of the canonical bytes; a new array of 32 bytes. */
    public byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(canonicalBytes());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException("this Java has no SHA-256", everyJavaHasIt);
        }
    }
}
