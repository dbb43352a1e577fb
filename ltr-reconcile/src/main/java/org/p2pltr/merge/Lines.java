package org.p2pltr.merge;

import java.util.Arrays;
import org.p2pltr.diff.Clusters;
import org.p2pltr.text.Text;

/**
 * Where the lines of a text start and end; a line end (LF, CRLF or CR) belongs to the line before
 * it.
 */
final class Lines {
    private final String text;
    private final int[] starts;

    Lines(Text text) {
        this.text = text.string();
        int[] found = new int[16];
        int count = 0;
        for (int at = 0; at < text.length(); at = Clusters.lineEnd(this.text, at, text.length())) {
            if (count == found.length) found = Arrays.copyOf(found, 2 * count);
            found[count++] = at;
        }
        this.starts = Arrays.copyOf(found, count);
    }

    int count() {
        return starts.length;
    }

    int start(int line) {
        return starts[line];
    }

    /** Behind the line's end. */
    int end(int line) {
        return line + 1 < starts.length ? starts[line + 1] : text.length();
    }

    /**
     * The line that the unit behind this position belongs to; the last one at the end of the text.
     */
    int at(int position) {
        int found = Arrays.binarySearch(starts, position);
        return found >= 0 ? found : Math.max(0, -found - 2);
    }

    CharSequence line(int line) {
        return text.substring(start(line), end(line));
    }

    boolean isLineStart(int position) {
        return position == 0 || text.charAt(position - 1) == '\n';
    }

    boolean isLineEnd(int position) {
        return position == text.length()
                || text.charAt(position) == '\n'
                || text.charAt(position) == '\r';
    }
}
