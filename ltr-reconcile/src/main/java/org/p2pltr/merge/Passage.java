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

    /**
     * They changed it and I did not.
     *
     * @param attachment what theirs belongs to, if nothing of the base text is gone
     */
    record Replaced(int start, int end, Text theirs, Attachment attachment) implements Passage {
        /** True if they only inserted, exactly here. */
        boolean insertsAt(int place) {
            return start == place && end == place;
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
     * @param regions of the base text, where both sides changed the same
     */
    static List<Passage> of(Sides sides, List<Draft> regions) {
        List<Passage> others = new ArrayList<>();
        regions.forEach(region -> others.add(new Contested(sides.region(region))));
        for (Span span : Regions.theirsOutside(sides, regions)) {
            for (Hunk hunk : span.hunks()) {
                Attachment attachment = sides.attachment(span, hunk);
                others.add(new Replaced(hunk.start(), hunk.end(), hunk.inserted(), attachment));
            }
        }
        others.sort(Comparator.comparingInt(Passage::start).thenComparingInt(Passage::end));
        return withShared(sides.base().length(), others);
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
