package org.p2pltr.merge;

import java.util.regex.Pattern;
import org.p2pltr.diff.Lines;

/**
 * Which lines of a Markdown text stand or fall together: a fenced code block, a list item with its
 * continuation lines; and which are units by themselves: table row, heading, front-matter line.
 * Source: reconciliation.md, rule 5.
 */
final class Markdown {
    private static final Pattern ITEM =
            Pattern.compile("\\s{0,12}([-*+]|\\d{1,9}[.)])\\s.*", Pattern.DOTALL);
    private static final Pattern ROW_OR_HEADING =
            Pattern.compile("\\s{0,3}(\\||#{1,6}\\s).*", Pattern.DOTALL);
    private static final Pattern FENCE = Pattern.compile("\\s{0,12}(```|~~~).*", Pattern.DOTALL);
    private static final Pattern FRONT_MATTER = Pattern.compile("---\\s*");

    private final Lines lines;

    /** For each line the first line of its unit, or -1 for a plain line of a paragraph. */
    private final int[] unitOf;

    Markdown(Lines lines) {
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
        if (lines.count() == 0 || !FRONT_MATTER.matcher(lines.line(0)).matches()) return 0;
        for (int end = 1; end < lines.count(); end++) {
            if (!FRONT_MATTER.matcher(lines.line(end)).matches()) continue;
            for (int line = 0; line <= end; line++) unitOf[line] = line;
            return end + 1;
        }
        return 0;
    }

    /** Marks the unit that starts at this line; the first line behind it. */
    private int unit(int first) {
        if (!mayStartUnit(lines.firstVisible(first))) {
            unitOf[first] = -1;
            return first + 1;
        }
        CharSequence line = lines.line(first);
        if (FENCE.matcher(line).matches()) return mark(first, fenceEnd(first));
        if (ITEM.matcher(line).matches()) return mark(first, itemEnd(first));
        if (ROW_OR_HEADING.matcher(line).matches()) return mark(first, first + 1);
        unitOf[first] = -1;
        return first + 1;
    }

    /** What the patterns begin with: most lines of most pages begin with something else. */
    private static boolean mayStartUnit(char firstVisible) {
        return "-*+|#`~".indexOf(firstVisible) >= 0 || (firstVisible >= '0' && firstVisible <= '9');
    }

    private int mark(int first, int end) {
        for (int line = first; line < end; line++) unitOf[line] = first;
        return end;
    }

    /** Behind the closing fence; a fence that is never closed holds its own line only. */
    private int fenceEnd(int first) {
        String fence = lines.line(first).toString().strip().substring(0, 3);
        for (int line = first + 1; line < lines.count(); line++) {
            if (lines.line(line).toString().strip().startsWith(fence)) return line + 1;
        }
        return first + 1;
    }

    private int itemEnd(int first) {
        int end = first + 1;
        while (end < lines.count() && continuesItem(lines.line(end))) end++;
        return end;
    }

    private static boolean continuesItem(CharSequence line) {
        boolean indented = !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
        boolean blank = line.chars().allMatch(Character::isWhitespace);
        return indented
                && !blank
                && !ITEM.matcher(line).matches()
                && !FENCE.matcher(line).matches();
    }
}
