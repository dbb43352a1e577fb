package org.p2pltr.text;

import java.nio.charset.StandardCharsets;

/**
 * The text of a document at one moment. Lengths and positions count UTF-16 units; a text never
 * holds half a surrogate pair, so it always has exactly one UTF-8 form. Source: reconciliation.md,
 * "Change".
 */
public final class Text implements CharSequence {
    /**
     * The most units a text may have: what a merge may yield, 4 MiB (architecture.md, "Limits").
     */
    public static final int MAX_LENGTH = 4 * 1024 * 1024;

    /** The text without a character. */
    public static final Text EMPTY = new Text("");

    private final String string;

    private Text(String string) {
        this.string = string;
    }

    /**
     * The text of this string.
     *
     * @throws IllegalArgumentException if half a surrogate pair stands alone; the message names its
     *     position
     */
    public static Text of(String string) {
        int lone = Surrogates.firstLone(string);
        if (lone >= 0) {
            throw new IllegalArgumentException(
                    "text must not hold half a surrogate pair, does at position " + lone);
        }
        return new Text(string);
    }

    /**
     * For strings that were cut and joined at checked places, so that a long text is not read once
     * more.
     */
    static Text trusted(String string) {
        return new Text(string);
    }

    /** The characters as a string. */
    public String string() {
        return string;
    }

    /** Number of UTF-16 units. */
    @Override
    public int length() {
        return string.length();
    }

    @Override
    public char charAt(int index) {
        return string.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return string.subSequence(start, end);
    }

    /**
     * The part from {@code start} (included) to {@code end} (excluded).
     *
     * @throws IllegalArgumentException if the range is outside the text or splits a surrogate pair
     */
    public Text slice(int start, int end) {
        if (start < 0 || end < start || end > length()) {
            throw new IllegalArgumentException(
                    "slice " + start + " to " + end + " is outside a text of length " + length());
        }
        Surrogates.requireBoundary(string, start);
        Surrogates.requireBoundary(string, end);
        return new Text(string.substring(start, end));
    }

    /** True for the text without a character. */
    @Override
    public boolean isEmpty() {
        return string.isEmpty();
    }

    /** The characters in UTF-8; a new array. */
    public byte[] utf8() {
        return string.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Text text && text.string.equals(string);
    }

    @Override
    public int hashCode() {
        return string.hashCode();
    }

    @Override
    public String toString() {
        return string;
    }
}
