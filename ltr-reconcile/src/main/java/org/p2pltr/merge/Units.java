package org.p2pltr.merge;

import java.util.Arrays;
import org.p2pltr.diff.Clusters;
import org.p2pltr.text.Text;

/**
 * The smallest sentence or line around a place: what is repeated whole when both sides changed it,
 * so that letters of two people never mix. Source: reconciliation.md, rule 4.
 */
final class Units {
    private final String text;
    private final int[] lineStarts;

    Units(Text base) {
        this.text = base.string();
        int[] starts = new int[16];
        int count = 0;
        for (int at = 0; at < text.length(); at = Clusters.lineEnd(text, at, text.length())) {
            if (count == starts.length) starts = Arrays.copyOf(starts, 2 * count);
            starts[count++] = at;
        }
        this.lineStarts = Arrays.copyOf(starts, count);
    }

    /** Where the unit around these places starts, and where it ends. */
    record Unit(int start, int end) {}

    Unit enclosing(int start, int end) {
        if (lineStarts.length == 0) return new Unit(0, 0);
        int firstLine = lineOf(start);
        int lastLine = lineOf(end == start ? end : end - 1);
        int lineStart = lineStarts[firstLine];
        int lineEnd = lastLine + 1 < lineStarts.length ? lineStarts[lastLine + 1] : text.length();
        if (firstLine != lastLine) return new Unit(lineStart, lineEnd);
        return new Unit(sentenceStart(lineStart, start), sentenceEnd(end, lineEnd));
    }

    boolean isLineStart(int position) {
        return position == 0 || text.charAt(position - 1) == '\n';
    }

    boolean isLineEnd(int position) {
        return position == text.length()
                || text.charAt(position) == '\n'
                || text.charAt(position) == '\r';
    }

    private int lineOf(int position) {
        int found = Arrays.binarySearch(lineStarts, position);
        return found >= 0 ? found : Math.max(0, -found - 2);
    }

    private int sentenceStart(int lineStart, int position) {
        for (int i = position; i > lineStart; i--) {
            if (isSentenceStart(i)) return i;
        }
        return lineStart;
    }

    private int sentenceEnd(int position, int lineEnd) {
        for (int i = position; i < lineEnd; i++) {
            if (i > 0 && isSentenceStart(i)) return i;
        }
        return lineEnd;
    }

    /**
     * A sentence starts behind a blank that a full stop, question or exclamation mark stands
     * before.
     */
    private boolean isSentenceStart(int position) {
        if (position < 2
                || position >= text.length()
                || !Character.isWhitespace(text.charAt(position - 1))) return false;
        if (Character.isWhitespace(text.charAt(position))) return false;
        int before = position - 1;
        while (before > 0 && Character.isWhitespace(text.charAt(before))) before--;
        return ".!?".indexOf(text.charAt(before)) >= 0;
    }
}
