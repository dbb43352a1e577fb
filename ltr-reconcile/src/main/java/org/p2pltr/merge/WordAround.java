package org.p2pltr.merge;

import org.p2pltr.diff.Clusters;

/**
 * Where the word around a position starts and ends. The last word found is kept: asked for
 * positions in order, a text is read once, even if it is one long word.
 */
final class WordAround {
    private final String text;

    /** The last word; empty and before the text at first. */
    private int start = -1;

    private int end = -1;

    WordAround(String text) {
        this.text = text;
    }

    /** Start of the word that holds or ends at this position; the position if none does. */
    int start(int position) {
        find(position);
        return start;
    }

    /** End of the word that holds or starts at this position; the position if none does. */
    int end(int position) {
        find(position);
        return end;
    }

    private void find(int position) {
        if (start <= position && position <= end) return;
        start = position;
        end = position;
        while (start > 0 && Clusters.isWordPart(text.codePointBefore(start))) {
            start -= Character.charCount(text.codePointBefore(start));
        }
        while (end < text.length() && Clusters.isWordPart(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
    }
}
