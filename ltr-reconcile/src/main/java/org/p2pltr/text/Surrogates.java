package org.p2pltr.text;

/** Where a string may be cut: never between the halves of a surrogate pair. */
final class Surrogates {
    private Surrogates() {}

    /** Position of the first half that stands alone, or -1. */
    static int firstLone(String string) {
        int position = 0;
        while (position < string.length()) {
            int codePoint = string.codePointAt(position);
            // A lone half is read as a code point of its own.
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)
                return position;
            position += Character.charCount(codePoint);
        }
        return -1;
    }

    static boolean splits(CharSequence text, int position) {
        return position > 0
                && position < text.length()
                && Character.isHighSurrogate(text.charAt(position - 1))
                && Character.isLowSurrogate(text.charAt(position));
    }

    static void requireBoundary(CharSequence text, int position) {
        if (splits(text, position)) {
            throw new IllegalArgumentException("position " + position + " splits a surrogate pair");
        }
    }
}
