package org.p2pltr.diff;

import java.util.Arrays;

/**
 * A range of a text cut into pieces that are compared whole: lines or words. Piece i runs from
 * {@link #start}(i) to {@link #start}(i + 1).
 */
final class Cut {
    private final String text;
    private final int[] bounds;

    private Cut(String text, int[] bounds) {
        this.text = text;
        this.bounds = bounds;
    }

    /** Lines with their line ends: LF, CRLF or CR. */
    static Cut lines(String text, int start, int end) {
        return cut(text, start, end, Clusters::lineEnd);
    }

    /** Words, runs of blanks, line ends, and every other visible character by itself. */
    static Cut words(String text, int start, int end) {
        return cut(text, start, end, Clusters::wordEnd);
    }

    private static Cut cut(String text, int start, int end, PieceEnd pieceEnd) {
        int[] bounds = new int[16];
        int count = 0;
        int position = start;
        while (position < end) {
            if (count + 1 == bounds.length) bounds = Arrays.copyOf(bounds, 2 * bounds.length);
            bounds[count++] = position;
            position = pieceEnd.after(text, position, end);
        }
        bounds[count++] = end;
        return new Cut(text, Arrays.copyOf(bounds, count));
    }

    int size() {
        return bounds.length - 1;
    }

    /** Position of piece i in the text; for i = size, the end of the range. */
    int start(int i) {
        return bounds[i];
    }

    String piece(int i) {
        return text.substring(bounds[i], bounds[i + 1]);
    }

    /** True if piece i reads so. */
    boolean isPiece(int i, String piece) {
        return piece.length() == bounds[i + 1] - bounds[i] && text.startsWith(piece, bounds[i]);
    }

    /** The same number for equal pieces, found at a glance; others often have another. */
    int mark(int i) {
        int length = bounds[i + 1] - bounds[i];
        return 31 * (31 * length + text.charAt(bounds[i])) + text.charAt(bounds[i + 1] - 1);
    }

    /**
     * Where a piece that starts at {@code start} ends: after {@code start}, at most {@code end}.
     */
    interface PieceEnd {
        int after(String text, int start, int end);
    }
}
