package org.p2pltr.entry;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * A document's name for ever: Unicode NFC, trimmed, inner white space folded, 1 to 255 bytes of
 * UTF-8, no control characters.
 */
public record DocumentKey(String name) implements Comparable<DocumentKey> {
    /** Longest key in bytes of UTF-8. */
    public static final int MAX_BYTES = 255;

    public DocumentKey {
        if (!name.equals(fold(name)))
            throw new IllegalArgumentException("not in normal form: '" + name + "'");
        if (name.isEmpty()) throw new IllegalArgumentException("a name must not be empty");
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES)
            throw new IllegalArgumentException(
                    "a name has at most " + MAX_BYTES + " bytes of UTF-8, not " + bytes);
        if (name.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF)))
            throw new IllegalArgumentException(
                    "a name has no control characters and no half characters");
    }

    /**
     * The key for a name as a person typed it. Throws IllegalArgumentException that says what is
     * allowed.
     */
    public static DocumentKey of(String typed) {
        return new DocumentKey(fold(typed));
    }

    private static String fold(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFC)
                .strip()
                .replaceAll("[\\s\\p{Z}]+", " ");
    }

    @Override
    public int compareTo(DocumentKey other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
