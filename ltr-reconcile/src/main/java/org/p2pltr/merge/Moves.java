package org.p2pltr.merge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.p2pltr.diff.Lines;
import org.p2pltr.text.Change;
import org.p2pltr.text.Hunk;
import org.p2pltr.text.Text;

/**
 * Finds a paragraph that one side moved while the other edited inside it. Source: issue 4;
 * reconciliation.md.
 */
final class Moves {
    /** Shorter blocks are chance. */
    private static final int LEAST_UNITS = 20;

    private Moves() {}

    /**
     * The first such move: by {@code mover}, with an edit by {@code editor} that does not delete
     * the whole block.
     */
    static Optional<Swap> first(Text base, Change mover, Change editor) {
        List<Hunk> hunks = mover.hunks();
        if (hunks.size() < 2) return Optional.empty();
        List<Hunk> edits = editor.hunks();
        Map<String, Hunk> taken = new LinkedHashMap<>();
        Lines lines = new Lines(base);
        for (Hunk hunk : hunks) {
            boolean wholeLines =
                    lines.isLineStart(hunk.start())
                            && (lines.isLineStart(hunk.end()) || hunk.end() == base.length());
            if (hunk.inserted().isEmpty() && wholeLines && hunk.deleted() >= LEAST_UNITS) {
                Hunk core = core(base, hunk);
                taken.put(base.string().substring(core.start(), core.end()), core);
            }
        }
        for (Hunk hunk : hunks) {
            if (hunk.deleted() > 0) continue;
            Hunk block = taken.get(withoutBlankEdges(hunk.inserted().string()));
            if (block != null && lines.isLineStart(hunk.start()) && editsInside(edits, block)) {
                return Optional.of(swap(block, hunk.start()));
            }
        }
        return Optional.empty();
    }

    private static Swap swap(Hunk block, int to) {
        return to <= block.start()
                ? new Swap(to, block.start(), block.end(), false)
                : new Swap(block.start(), block.end(), to, true);
    }

    /** {@code edits}: in order. Costs their logarithm, as a page may have thousands of moves. */
    private static boolean editsInside(List<Hunk> edits, Hunk block) {
        boolean inside = false;
        for (int i = firstEndingAt(edits, block.start()); i < edits.size(); i++) {
            Hunk hunk = edits.get(i);
            if (hunk.start() >= block.end()) break;
            if (hunk.start() <= block.start() && hunk.end() >= block.end()) return false;
            inside |= hunk.end() > block.start();
        }
        return inside;
    }

    private static int firstEndingAt(List<Hunk> hunks, int position) {
        int low = 0;
        int high = hunks.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (hunks.get(middle).end() < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * The deleted lines without blank ones at either end: those depend on where the difference was
     * cut.
     */
    private static Hunk core(Text base, Hunk hunk) {
        String deleted = base.string().substring(hunk.start(), hunk.end());
        String core = withoutBlankEdges(deleted);
        int start = hunk.start() + leadingBlankLines(deleted);
        return core.isEmpty() ? hunk : new Hunk(start, start + core.length(), Text.EMPTY);
    }

    private static String withoutBlankEdges(String block) {
        int start = leadingBlankLines(block);
        int end = block.length();
        while (end - 2 >= start && block.charAt(end - 1) == '\n' && block.charAt(end - 2) == '\n')
            end--;
        return block.substring(start, end);
    }

    private static int leadingBlankLines(String block) {
        int start = 0;
        while (start < block.length() && block.charAt(start) == '\n') start++;
        return start;
    }
}
