package org.p2pltr.diff;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Two cuts as numbers: equal pieces have equal numbers, so that they are compared in one step. */
final class Pieces {
    /** A power of two. */
    private static final int SLOTS = 256;

    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    // Texts made of one thing over and over would cut out and look up the same piece a million
    // times: the last piece that fell into a slot is compared where it stands in the text instead.
    private final String[] lastPieces = new String[SLOTS];
    private final int[] lastNumbers = new int[SLOTS];
    private final int[] old;
    private final int[] now;

    private Pieces(Cut old, Cut now) {
        // No piece is empty, so this is no piece.
        Arrays.fill(lastPieces, "");
        this.old = numbered(old);
        this.now = numbered(now);
    }

    static Pieces of(Cut old, Cut now) {
        return new Pieces(old, now);
    }

    int[] old() {
        return old;
    }

    int[] now() {
        return now;
    }

    private int[] numbered(Cut cut) {
        int[] result = new int[cut.size()];
        for (int i = 0; i < result.length; i++) {
            int slot = cut.mark(i) & (SLOTS - 1);
            if (!cut.isPiece(i, lastPieces[slot])) {
                String piece = cut.piece(i);
                Integer known = numbers.putIfAbsent(piece, numbers.size());
                lastPieces[slot] = piece;
                lastNumbers[slot] = known == null ? numbers.size() - 1 : known;
            }
            result[i] = lastNumbers[slot];
        }
        return result;
    }
}
