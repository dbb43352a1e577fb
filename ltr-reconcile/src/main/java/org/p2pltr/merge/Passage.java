package org.p2pltr.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.p2pltr.text.Hunk;
import org.p2pltr.text.Text;

/** A stretch of the base text, by what the merge does with it. */
sealed interface Passage {
    /** First unit in the base text. */
    int start();

    /** Behind the last unit in the base text. */
    int end();

    /** What the text has here through them, before my changes. */
    Text theirs();

    /** Nobody else changed it: my edits apply. */
    record Shared(int start, int end) implements Passage {
        @Override
        public Text theirs() {
            return Text.EMPTY;
        }
    }

    /** They changed it, with one hunk of a span, and I did not. */
    record Replaced(Span span, Hunk hunk) implements Passage {
        @Override
        public int start() {
            return hunk.start();
        }

        @Override
        public int end() {
            return hunk.end();
        }

        @Override
        public Text theirs() {
            return hunk.inserted();
        }
    }

    /** Both changed it. */
    record Contested(Region region) implements Passage {
        @Override
        public int start() {
            return region.start();
        }

        @Override
        public int end() {
            return region.end();
        }

        @Override
        public Text theirs() {
            return region.theirs();
        }
    }

    /**
     * The whole base text in passages. A shared one, empty perhaps, stands at either end and
     * between any two others, so that there is always a place for what somebody inserts between
     * them.
     *
     * @param theirs their spans outside the regions
     */
    static List<Passage> of(int length, List<Span> theirs, List<Region> regions) {
        List<Passage> others = new ArrayList<>();
        regions.forEach(region -> others.add(new Contested(region)));
        for (Span span : theirs) {
            span.hunks().forEach(hunk -> others.add(new Replaced(span, hunk)));
        }
        others.sort(Comparator.comparingInt(Passage::start).thenComparingInt(Passage::end));
        return withShared(length, others);
    }

    private static List<Passage> withShared(int length, List<Passage> others) {
        List<Passage> all = new ArrayList<>();
        int position = 0;
        for (Passage passage : others) {
            all.add(new Shared(position, passage.start()));
            all.add(passage);
            position = passage.end();
        }
        all.add(new Shared(position, length));
        return all;
    }
}
