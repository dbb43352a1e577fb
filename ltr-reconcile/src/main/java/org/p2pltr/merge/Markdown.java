package org.p2pltr.merge;

import org.p2pltr.diff.Lines;

/**
 * Which lines of a Markdown text stand or fall together: a fenced code block, a list item with its
 * continuation lines; and which are units by themselves: table row, heading, front-matter line.
 * Reads each line once. Source: reconciliation.md, rule 5.
 */
final class Markdown {
    /** What is indented more is code, or belongs to something else. */
    private static final int MOST_INDENT = 12;

    private static final int MOST_INDENT_OF_ROW = 3;
    private static final int FENCE_LENGTH = 3;
    private static final int MOST_HEADING_SIGNS = 6;
    private static final int MOST_ITEM_DIGITS = 9;
    private static final String FRONT_MATTER = "---";

    private final String text;
    private final Lines lines;

    /** For each line the first line of its unit, or -1 for a plain line of a paragraph. */
    private final int[] unitOf;

    /**
     * @param lines of that text
     */
    Markdown(String text, Lines lines) {
        this.text = text;
        this.lines = lines;
        this.unitOf = new int[lines.count()];
        int line = frontMatter();
        while (line < lines.count()) line = unit(line);
    }

    /** True if the line belongs to a unit that is never torn. */
    boolean isUnit(int line) {
        return unitOf[line] >= 0;
    }

    int firstLineOfUnit(int line) {
        return isUnit(line) ? unitOf[line] : line;
    }

    int lastLineOfUnit(int line) {
        if (!isUnit(line)) return line;
        int last = line;
        while (last + 1 < unitOf.length && unitOf[last + 1] == unitOf[line]) last++;
        return last;
    }

    /** Marks the front matter's lines, if there is one; the first line behind it. */
    private int frontMatter() {
        if (lines.count() == 0 || !isFrontMatterEdge(0)) return 0;
        for (int end = 1; end < lines.count(); end++) {
            if (!isFrontMatterEdge(end)) continue;
            for (int line = 0; line <= end; line++) unitOf[line] = line;
            return end + 1;
        }
        return 0;
    }

    private boolean isFrontMatterEdge(int line) {
        int start = lines.start(line);
        return text.startsWith(FRONT_MATTER, start)
                && text.substring(start + FRONT_MATTER.length(), lines.end(line)).isBlank();
    }

    /** Marks the unit that starts at this line; the first line behind it. */
    private int unit(int first) {
        if (isFence(first)) return mark(first, fenceEnd(first));
        if (isItem(first)) return mark(first, itemEnd(first));
        if (isRowOrHeading(first)) return mark(first, first + 1);
        unitOf[first] = -1;
        return first + 1;
    }

    private int mark(int first, int end) {
        for (int line = first; line < end; line++) unitOf[line] = first;
        return end;
    }

    /** Behind the closing fence; a fence that is never closed holds its own line only. */
    private int fenceEnd(int first) {
        int fence = lines.firstVisible(first);
        for (int line = first + 1; line < lines.count(); line++) {
            int place = lines.firstVisible(line);
            boolean closes = text.regionMatches(place, text, fence, FENCE_LENGTH);
            if (closes && place < lines.end(line)) return line + 1;
        }
        return first + 1;
    }

    private int itemEnd(int first) {
        int end = first + 1;
        while (end < lines.count() && continuesItem(end)) end++;
        return end;
    }

    private boolean continuesItem(int line) {
        boolean indented = " \t".indexOf(text.charAt(lines.start(line))) >= 0;
        boolean blank = lines.firstVisible(line) == lines.end(line);
        return indented && !blank && !isItem(line) && !isFence(line);
    }

    private boolean isFence(int line) {
        int place = lines.firstVisible(line);
        return place < lines.end(line)
                && place - lines.start(line) <= MOST_INDENT
                && (text.startsWith("```", place) || text.startsWith("~~~", place));
    }

    private boolean isItem(int line) {
        int place = lines.firstVisible(line);
        int end = lines.end(line);
        if (place == end || place - lines.start(line) > MOST_INDENT) return false;
        if ("-*+".indexOf(text.charAt(place)) >= 0) return isBlankAt(place + 1, end);
        int sign = place;
        while (sign < end && isDigit(text.charAt(sign))) sign++;
        boolean counted = sign > place && sign - place <= MOST_ITEM_DIGITS;
        return counted
                && sign < end
                && ".)".indexOf(text.charAt(sign)) >= 0
                && isBlankAt(sign + 1, end);
    }

    private boolean isRowOrHeading(int line) {
        int place = lines.firstVisible(line);
        int end = lines.end(line);
        if (place == end || place - lines.start(line) > MOST_INDENT_OF_ROW) return false;
        if (text.charAt(place) == '|') return true;
        int behind = place;
        while (behind < end && text.charAt(behind) == '#') behind++;
        return behind > place && behind - place <= MOST_HEADING_SIGNS && isBlankAt(behind, end);
    }

    private boolean isBlankAt(int position, int end) {
        return position < end && Character.isWhitespace(text.charAt(position));
    }

    private static boolean isDigit(char unit) {
        return unit >= '0' && unit <= '9';
    }
}
