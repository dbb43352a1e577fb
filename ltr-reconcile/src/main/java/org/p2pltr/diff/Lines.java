package org.p2pltr.diff;

import java.util.Arrays;
import org.p2pltr.text.Text;

/**
 * Where the lines of a text start and end; a line end (LF, CRLF or CR) belongs to the line before
 * it.
 */
public final class Lines {
    private final String text;
    private final int[] starts;

    /** Reads the text once. */
    public Lines(Text text) {
        this.text = text.string();
        int[] found = new int[16];
        int count = 0;
        for (int at = 0; at < text.length(); at = Clusters.lineEnd(this.text, at, text.length())) {
            if (count == found.length) found = Arrays.copyOf(found, 2 * count);
            found[count++] = at;
        }
        this.starts = Arrays.copyOf(found, count);
    }

    /** Number of lines; 0 for the empty text. */
    public int count() {
        return starts.length;
    }

    /** Where the line starts; lines count from 0. */
    public int start(int line) {
        return starts[line];
    }

    /** Behind the line's end. */
    public int end(int line) {
        return line + 1 < starts.length ? starts[line + 1] : text.length();
    }

    /**
     * The line that the unit behind this position belongs to; the last one at the end of the text.
     */
    public int at(int position) {
        int found = Arrays.binarySearch(starts, position);
        return found >= 0 ? found : Math.max(0, -found - 2);
    }

    /** The line with its line end. */
    public String line(int line) {
        return text.substring(start(line), end(line));
    }

    /** Where the first unit of the line is that is no white space; the line's end if none is. */
    public int firstVisible(int line) {
        int position = start(line);
        int end = end(line);
        while (position < end && Character.isWhitespace(text.charAt(position))) position++;
        return position;
    }

    /** True at the start of the text and behind a line feed. */
    public boolean isLineStart(int position) {
        return position == 0 || text.charAt(position - 1) == '\n';
    }

    /** True at the end of the text and before a line end. */
    public boolean isLineEnd(int position) {
        return position == text.length()
                || text.charAt(position) == '\n'
                || text.charAt(position) == '\r';
    }

    /** True where a line starts or the text ends. */
    boolean isBoundary(int position) {
        return position == text.length() || Arrays.binarySearch(starts, position) >= 0;
    }

    /** How many lines start before this position. */
    int before(int position) {
        int found = Arrays.binarySearch(starts, position);
        return found >= 0 ? found : -found - 1;
    }
}
