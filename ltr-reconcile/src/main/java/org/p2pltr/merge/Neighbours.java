package org.p2pltr.merge;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.diff.Lines;

/**
 * Lines that one side inserted right beside a line that the other changed. Both apply, but whether
 * they still fit together only a person can say, so it is told. (A merge by whole lines could not
 * even do this.)
 */
final class Neighbours {
    private final Sides sides;
    private final List<Draft> regions;
    private final List<Draft> found = new ArrayList<>();

    private Neighbours(Sides sides, List<Draft> regions) {
        this.sides = sides;
        this.regions = regions;
    }

    /**
     * Ranges of the base text, in order, with what both sides changed in them; none meets a region
     * or another.
     */
    static List<Draft> of(Sides sides, List<Draft> regions) {
        Neighbours neighbours = new Neighbours(sides, regions);
        neighbours.find();
        return neighbours.found;
    }

    private void find() {
        int their = 0;
        int my = 0;
        while (their < sides.theirs().size() && my < sides.mine().size()) {
            Span a = sides.theirs().get(their);
            Span b = sides.mine().get(my);
            if (insertsText(a) != insertsText(b) && touch(a, b)) {
                Draft draft =
                        sides.withNeighbours(
                                new Draft(a.start(), a.end(), their, their, my, my)
                                        .around(b)
                                        .withTheirs(their, their + 1)
                                        .withMine(my, my + 1));
                if (isNew(draft)) found.add(draft);
            }
            if (a.end() < b.end() || (a.end() == b.end() && a.start() < b.start())) {
                their++;
            } else {
                my++;
            }
        }
    }

    /** One of the two inserts lines; the other changed the line before or behind. */
    private boolean touch(Span a, Span b) {
        Span insertion = insertsText(a) ? a : b;
        Span other = insertsText(a) ? b : a;
        if (sides.insertsLines(other)) return false;
        Lines lines = sides.lines();
        int behind = lines.at(insertion.start());
        int before = insertion.start() == 0 ? behind : lines.at(insertion.start() - 1);
        int last = Math.max(other.start(), other.end() - 1);
        return lines.at(other.start()) <= behind && lines.at(last) >= before;
    }

    /** Blank lines between two people's lines never need a person's eye. */
    private boolean insertsText(Span span) {
        return sides.insertsLines(span) && !span.hunks().getFirst().inserted().string().isBlank();
    }

    private boolean isNew(Draft draft) {
        boolean known = !found.isEmpty() && draft.meets(found.getLast());
        return !known && !touchesRegion(draft);
    }

    private boolean touchesRegion(Draft draft) {
        int low = 0;
        int high = regions.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (regions.get(middle).end() < draft.start()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < regions.size() && regions.get(low).start() <= draft.end();
    }
}
