package org.p2pltr.lab.merge;

import java.util.Locale;
import java.util.SplittableRandom;
import org.p2pltr.text.Text;

/**
 * Texts made to hurt, and the normal pages they are held against: each of as many bytes of UTF-8,
 * with nothing in it that tells one place from another.
 */
public enum HostileText {
    /** A page as people write them, 1 MiB. */
    NORMAL_PAGE("", HostileText.MIB),
    /** One line of words, 1 MiB. */
    ONE_LINE("some words and no end ", HostileText.MIB),
    /** One single word, 1 MiB. */
    ONE_WORD("a", HostileText.MIB),
    /** Empty lines, 1 MiB. */
    EMPTY_LINES("\n", HostileText.MIB),
    /** Emoji side by side, 1 MiB. */
    EMOJI("\ud83d\ude00", HostileText.MIB),
    /** Combining marks with no letter, 1 MiB. */
    COMBINING_MARKS("\u0301", HostileText.MIB),
    /** Line ends of both kinds in turn, 1 MiB. */
    CRLF_AND_LF("a\r\nb\n", HostileText.MIB),
    /** NUL and the control that turns the writing direction, 1 MiB. */
    NUL_AND_BIDI("\u0000\u202e", HostileText.MIB),
    /** Code fences that open and close, 1 MiB. */
    FENCES("```\n", HostileText.MIB),
    /** Empty list items, 1 MiB. */
    LIST_ITEMS("- \n", HostileText.MIB),
    /** Full stops, 1 MiB. */
    FULL_STOPS(". ", HostileText.MIB),
    /** A page as people write them, 100,000 bytes. */
    NORMAL_PAGE_100K("", HostileText.SMALL),
    /** 100,000 empty lines. */
    EMPTY_LINES_100K("\n", HostileText.SMALL);

    private static final int MIB = 1 << 20;
    private static final int SMALL = 100_000;

    private final String atom;
    private final int bytes;

    HostileText(String atom, int bytes) {
        this.atom = atom;
        this.bytes = bytes;
    }

    /** The normal page of the same size. */
    HostileText normal() {
        return bytes == SMALL ? NORMAL_PAGE_100K : NORMAL_PAGE;
    }

    /** The name for people. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ') + (bytes == MIB ? ", 1 MiB" : "");
    }

    Text text() {
        // A page as people write them here is ASCII: as many units as bytes.
        return atom.isEmpty()
                ? WikiPage.of(bytes, new SplittableRandom(bytes))
                : Text.of(atom.repeat(bytes / Text.of(atom).utf8().length));
    }

    /** The text with {@code parts - 1} words put in at even distances. */
    static Text spliced(Text text, int parts, String word) {
        StringBuilder spliced = new StringBuilder(text.length() + 16 * parts);
        int done = 0;
        for (int i = 1; i < parts; i++) {
            int place = (int) ((long) text.length() * i / parts);
            if (Character.isLowSurrogate(text.charAt(place))) place++;
            spliced.append(text, done, place).append(' ').append(word).append(i).append(' ');
            done = place;
        }
        return Text.of(spliced.append(text, done, text.length()).toString());
    }
}
