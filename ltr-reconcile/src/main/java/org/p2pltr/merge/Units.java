package org.p2pltr.merge;

import org.p2pltr.diff.Lines;
import org.p2pltr.text.Text;

/**
 * The smallest sentence, line or Markdown unit around a place: what is repeated whole when both
 * sides changed it, so that letters of two people never mix and no table row or list item is torn.
 * Source: reconciliation.md, rules 4 and 5.
 */
final class Units {
    private final String text;
    private final Lines lines;
    private final Markdown markdown;

    Units(Text base, Lines lines) {
        this.text = base.string();
        this.lines = lines;
        this.markdown = new Markdown(text, lines);
    }

    /** A range of the text. */
    record Unit(int start, int end) {}

    Unit enclosing(int start, int end) {
        if (lines.count() == 0) return new Unit(0, 0);
        int firstLine = lines.at(start);
        int lastLine = lines.at(end == start ? end : end - 1);
        if (firstLine == lastLine && !markdown.isUnit(firstLine))
            return sentence(firstLine, start, end);
        return new Unit(
                lines.start(markdown.firstLineOfUnit(firstLine)),
                lines.end(markdown.lastLineOfUnit(lastLine)));
    }

    private Unit sentence(int line, int start, int end) {
        int sentenceStart = sentenceStart(lines.start(line), start);
        int sentenceEnd = sentenceEnd(end, lines.end(line));
        // The line's end goes with the whole line only: two last sentences stay on one line.
        if (sentenceStart > lines.start(line) && sentenceEnd == lines.end(line)) {
            while (sentenceEnd > end && isLineBreak(text.charAt(sentenceEnd - 1))) sentenceEnd--;
        }
        return new Unit(sentenceStart, sentenceEnd);
    }

    private int sentenceStart(int lineStart, int position) {
        for (int i = position; i > lineStart; i--) {
            if (isSentenceStart(i)) return i;
        }
        return lineStart;
    }

    private int sentenceEnd(int position, int lineEnd) {
        for (int i = position; i < lineEnd; i++) {
            if (isSentenceStart(i)) return i;
        }
        return lineEnd;
    }

    /**
     * A sentence starts behind a blank that a full stop, question or exclamation mark stands
     * before.
     */
    private boolean isSentenceStart(int position) {
        if (position < 2 || position == text.length()) return false;
        if (Character.isWhitespace(text.charAt(position))) return false;
        if (!Character.isWhitespace(text.charAt(position - 1))) return false;
        int before = position - 1;
        while (before > 0 && Character.isWhitespace(text.charAt(before))) before--;
        return ".!?".indexOf(text.charAt(before)) >= 0;
    }

    private static boolean isLineBreak(char unit) {
        return unit == '\n' || unit == '\r';
    }
}
