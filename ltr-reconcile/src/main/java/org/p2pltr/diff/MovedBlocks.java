package org.p2pltr.diff;

import java.util.LinkedHashMap;
import java.util.Map;

/** Blocks of lines that were taken out in one place and put in, unchanged, in another. */
final class MovedBlocks {
    /** Shorter blocks, a brace or a blank line, are chance. */
    private static final int LEAST_UNITS = 20;

    private MovedBlocks() {}

    /** Each moved old line and where it is now, both from 0. */
    static Map<Integer, Integer> between(LineChanges changes) {
        Map<String, int[]> takenOut = new LinkedHashMap<>();
        for (Stretch stretch : changes.stretches()) {
            if (stretch.nowStart() == stretch.nowEnd()) {
                int[] block =
                        withoutBlankEdges(changes.old(), stretch.oldStart(), stretch.oldEnd());
                // Of two equal blocks nobody can say which one moved.
                takenOut.merge(text(changes.old(), block), block, (_, _) -> new int[] {0, 0});
            }
        }
        Map<Integer, Integer> moved = new LinkedHashMap<>();
        for (Stretch stretch : changes.stretches()) {
            if (stretch.oldStart() < stretch.oldEnd()) continue;
            int[] here = withoutBlankEdges(changes.now(), stretch.nowStart(), stretch.nowEnd());
            String text = text(changes.now(), here);
            int[] there =
                    text.length() < LEAST_UNITS
                            ? new int[] {0, 0}
                            : takenOut.getOrDefault(text, new int[] {0, 0});
            for (int i = 0; i < there[1] - there[0]; i++) moved.put(there[0] + i, here[0] + i);
            takenOut.remove(text);
        }
        return moved;
    }

    private static int[] withoutBlankEdges(Lines lines, int start, int end) {
        int first = start;
        int last = end;
        while (first < last && lines.line(first).isBlank()) first++;
        while (last > first && lines.line(last - 1).isBlank()) last--;
        return new int[] {first, last};
    }

    private static String text(Lines lines, int[] block) {
        StringBuilder text = new StringBuilder();
        for (int line = block[0]; line < block[1]; line++) {
            text.append(LineChanges.withoutEnd(lines.line(line))).append('\n');
        }
        return text.toString();
    }
}
