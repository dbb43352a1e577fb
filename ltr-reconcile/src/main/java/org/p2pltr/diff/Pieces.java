package org.p2pltr.diff;

import java.util.LinkedHashMap;
import java.util.Map;

/** Two cuts as numbers: equal pieces have equal numbers, so that they are compared in one step. */
final class Pieces {
    private final int[] old;
    private final int[] now;

    private Pieces(int[] old, int[] now) {
        this.old = old;
        this.now = now;
    }

    static Pieces of(Cut old, Cut now) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        return new Pieces(numbered(old, numbers), numbered(now, numbers));
    }

    int[] old() {
        return old;
    }

    int[] now() {
        return now;
    }

    private static int[] numbered(Cut cut, Map<String, Integer> numbers) {
        int[] result = new int[cut.size()];
        for (int i = 0; i < result.length; i++) {
            String piece = cut.piece(i);
            Integer known = numbers.putIfAbsent(piece, numbers.size());
            result[i] = known == null ? numbers.size() - 1 : known;
        }
        return result;
    }
}
