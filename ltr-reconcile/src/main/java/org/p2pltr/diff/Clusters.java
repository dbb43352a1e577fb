package org.p2pltr.diff;

import java.lang.Character.UnicodeScript;

/**
 * Where lines, words and characters as people see them end: an accent or an emoji's parts are never
 * taken apart.
 */
public final class Clusters {
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private Clusters() {}

    /**
     * The end of the line that starts at {@code start}, its line end (LF, CRLF or CR) included, at
     * most {@code end}.
     */
    public static int lineEnd(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char unit = text.charAt(i);
            if (unit == '\n') return i + 1;
            if (unit == '\r') return i + 1 < end && text.charAt(i + 1) == '\n' ? i + 2 : i + 1;
        }
        return end;
    }

    /**
     * The end of the word, the run of blanks, the line end or the single sign that starts at {@code
     * start}.
     */
    public static int wordEnd(String text, int start, int end) {
        int first = text.codePointAt(start);
        if (first == '\n' || first == '\r') return lineEnd(text, start, end);
        if (isBlank(first)) return blanksEnd(text, start, end);
        int position = characterEnd(text, start, end);
        if (!isWordPart(first)) return position;
        while (position < end && isWordPart(text.codePointAt(position))) {
            position = characterEnd(text, position, end);
        }
        return position;
    }

    /**
     * The end of the character, with its accents, joiners and modifiers, that starts at {@code
     * start}.
     */
    public static int characterEnd(String text, int start, int end) {
        int position = start + Character.charCount(text.codePointAt(start));
        boolean joined = false;
        while (position < end) {
            int next = text.codePointAt(position);
            if (!joined && !extendsCharacter(next)) break;
            joined = next == ZERO_WIDTH_JOINER;
            position += Character.charCount(next);
        }
        return Math.min(position, end);
    }

    /** True if the position is inside a word: cutting there would tear it. */
    public static boolean isInWord(String text, int position) {
        return position > 0
                && position < text.length()
                && joins(text.codePointBefore(position), text.codePointAt(position));
    }

    /** True if these two, side by side, belong to one word. */
    public static boolean joins(int left, int right) {
        return isWordPart(left) && (isWordPart(right) || extendsCharacter(right));
    }

    /**
     * True for letters, digits and the underscore, and their accents, in scripts that put spaces
     * between words.
     */
    public static boolean isWordPart(int codePoint) {
        if (codePoint < 0x80) return Character.isLetterOrDigit(codePoint) || codePoint == '_';
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK ->
                    true;
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER ->
                    codePoint < 0x0e00 || isOfSpacedScript(codePoint);
            default -> false;
        };
    }

    private static boolean isOfSpacedScript(int codePoint) {
        if (Character.isIdeographic(codePoint)) return false;
        return switch (UnicodeScript.of(codePoint)) {
            case HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> false;
            default -> true;
        };
    }

    static boolean isBlank(int codePoint) {
        if (codePoint < 0x80) return codePoint == ' ' || codePoint == '\t';
        return Character.isSpaceChar(codePoint);
    }

    private static int blanksEnd(String text, int start, int end) {
        int position = start;
        while (position < end && isBlank(text.codePointAt(position))) position++;
        return position;
    }

    private static boolean extendsCharacter(int codePoint) {
        if (codePoint < 0x300) return false;
        return isMark(codePoint)
                || codePoint == ZERO_WIDTH_JOINER
                || (codePoint >= 0x1f3fb && codePoint <= 0x1f3ff);
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK ->
                    true;
            default -> false;
        };
    }
}
