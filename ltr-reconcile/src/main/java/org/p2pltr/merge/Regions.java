package org.p2pltr.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Finds the regions in which both sides changed the same words. */
final class Regions {
    private final Sides sides;
    private final Units units;
    private final List<Draft> drafts = new ArrayList<>();

    private Regions(Sides sides) {
        this.sides = sides;
        this.units = new Units(sides.base(), sides.lines());
    }

    /** The regions in order; between two of them no word was changed by both. */
    static List<Draft> of(Sides sides) {
        Regions regions = new Regions(sides);
        regions.find();
        return regions.drafts;
    }

    /** Their spans that are in none of these regions. */
    static List<Span> theirsOutside(Sides sides, List<Draft> drafts) {
        return outside(sides.theirs(), drafts, Draft::theirStart, Draft::theirEnd);
    }

    /** My spans that are in none of these regions. */
    static List<Span> mineOutside(Sides sides, List<Draft> drafts) {
        return outside(sides.mine(), drafts, Draft::myStart, Draft::myEnd);
    }

    private static List<Span> outside(
            List<Span> spans,
            List<Draft> drafts,
            ToIntFunction<Draft> start,
            ToIntFunction<Draft> end) {
        List<Span> outside = new ArrayList<>();
        int next = 0;
        for (Draft draft : drafts) {
            outside.addAll(spans.subList(next, start.applyAsInt(draft)));
            next = end.applyAsInt(draft);
        }
        outside.addAll(spans.subList(next, spans.size()));
        return outside;
    }

    private void find() {
        int their = 0;
        int my = 0;
        while (their < sides.theirs().size() && my < sides.mine().size()) {
            Span a = sides.theirs().get(their);
            Span b = sides.mine().get(my);
            if (sides.overlap(a, b)) {
                Draft draft = settle(new Draft(a.start(), a.end(), their, their, my, my).around(b));
                drafts.add(draft);
                their = draft.theirEnd();
                my = draft.myEnd();
            } else if (a.end() < b.end() || (a.end() == b.end() && a.start() < b.start())) {
                their++;
            } else {
                my++;
            }
        }
    }

    /**
     * Takes in whatever overlaps, and grows to a whole unit if both are to be kept, until nothing
     * more is touched.
     */
    private Draft settle(Draft first) {
        Draft draft = first;
        while (true) {
            Draft wider = sides.withNeighbours(draft);
            while (!drafts.isEmpty() && wider.meets(drafts.getLast())) {
                wider = wider.joined(drafts.removeLast());
            }
            if (wider.equals(draft)) {
                wider = grown(draft);
                if (wider.equals(draft)) return draft;
            }
            draft = wider;
        }
    }

    private Draft grown(Draft draft) {
        if (sides.region(draft).outcome() != Region.Outcome.BOTH || insertsLinesOnly(draft))
            return draft;
        Units.Unit unit = units.enclosing(draft.start(), draft.end());
        return draft.over(Math.min(draft.start(), unit.start()), Math.max(draft.end(), unit.end()));
    }

    /** Two insertions of whole lines at one place need nothing around them to be read. */
    private boolean insertsLinesOnly(Draft draft) {
        return draft.start() == draft.end()
                && sides.theirs().subList(draft.theirStart(), draft.theirEnd()).stream()
                        .allMatch(sides::insertsLines)
                && sides.mine().subList(draft.myStart(), draft.myEnd()).stream()
                        .allMatch(sides::insertsLines);
    }
}
