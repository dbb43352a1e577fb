package org.p2pltr.merge;

/**
 * What an insertion at a place of the base text belongs to. Of two insertions at one place the one
 * that belongs to something further before stands first, whoever was validated first: the other
 * order would tear a word or a line. Two with the same attachment overlap.
 */
enum Attachment {
    /** It lengthens the word before the place, or is inside a word. */
    WORD_BEFORE,
    /** It goes on with the line before the place. */
    LINE_BEFORE,
    /** It stands by itself: whole lines, or words within a line. */
    NONE,
    /** It begins the line behind the place. */
    LINE_BEHIND,
    /** It lengthens the word behind the place. */
    WORD_BEHIND
}
