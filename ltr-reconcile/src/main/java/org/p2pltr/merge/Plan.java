package org.p2pltr.merge;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.p2pltr.text.Change;
import org.p2pltr.text.Hunk;
import org.p2pltr.text.Text;

/**
 * What a merge does with each passage of the base text, and which conflicts it tells; made once for
 * a whole queue.
 */
final class Plan {
    private final List<Passage> passages;
    private final SortedMap<Integer, List<Note>> notes = new TreeMap<>();

    /** Shared passages at whose start something is that I insert in the end. */
    private final BitSet homeAtStart = new BitSet();

    /** Shared passages at whose end something is that I insert in the end. */
    private final BitSet homeAtEnd = new BitSet();

    /** A conflict to tell, at the place of their text in this passage. */
    record Note(int passage, Text base, Text theirs, Text mine) {}

    /**
     * @param theirs the missing patches composed
     * @param mine my changes composed
     * @param single they are one change
     */
    Plan(Text base, Change theirs, Change mine, boolean single) {
        Sides sides = new Sides(base, theirs.hunks(), mine.hunks(), single);
        List<Draft> drafts = Regions.of(sides);
        this.passages = Passage.of(sides, drafts);
        for (Span span : Regions.mineOutside(sides, drafts)) {
            for (Hunk hunk : span.hunks()) settle(hunk, home(sides, span, hunk));
        }
        for (int i = 0; i < passages.size(); i++) {
            if (passages.get(i) instanceof Passage.Contested(Region region)
                    && region.outcome().isConflict()) {
                note(i, i, region);
            }
        }
        for (Draft draft : Neighbours.of(sides, drafts)) {
            int their = sides.theirs().get(draft.theirStart()).hunks().getFirst().start();
            Span my = sides.mine().get(draft.myStart());
            note(home(sides, my, my.hunks().getFirst()), replacedAt(their), sides.region(draft));
        }
    }

    /** The base text in passages. */
    List<Passage> passages() {
        return passages;
    }

    /** The notes to tell when one of my changes first touches this passage. */
    List<Note> notesOf(int passage) {
        return notes.getOrDefault(passage, List.of());
    }

    private void note(int touchedPassage, int placePassage, Region region) {
        notes.computeIfAbsent(touchedPassage, _ -> new ArrayList<>())
                .add(new Note(placePassage, region.base(), region.theirs(), region.mine()));
    }

    /**
     * True if what I insert at the start of this shared passage belongs there, and not to another
     * passage that ends or starts at the same place of my text.
     */
    boolean isHomeAtStart(int passage) {
        return homeAtStart.get(passage);
    }

    /** The same for what I insert at its end. */
    boolean isHomeAtEnd(int passage) {
        return homeAtEnd.get(passage);
    }

    private void settle(Hunk hunk, int home) {
        if (hunk.start() <= passages.get(home).start()) homeAtStart.set(home);
        if (hunk.end() >= passages.get(home).end()) homeAtEnd.set(home);
    }

    /** The shared passage that my hunk is in: behind what they insert at its place, or before. */
    private int home(Sides sides, Span span, Hunk hunk) {
        int last = sharedAt(hunk.start());
        boolean before =
                last > 0
                        && hunk.deleted() == 0
                        && passages.get(last - 1) instanceof Passage.Replaced theirs
                        && theirs.insertsAt(hunk.start())
                        && sides.attachment(span, hunk).compareTo(theirs.attachment()) < 0;
        return before ? last - 2 : last;
    }

    /** The last shared passage that holds this position of the base text. */
    private int sharedAt(int position) {
        int index = firstEndingAt(position);
        int shared = index;
        while (index < passages.size() && passages.get(index).start() <= position) {
            if (passages.get(index) instanceof Passage.Shared) shared = index;
            index++;
        }
        return shared;
    }

    private int replacedAt(int position) {
        int index = firstEndingAt(position);
        while (!(passages.get(index) instanceof Passage.Replaced replaced
                && replaced.start() == position)) index++;
        return index;
    }

    private int firstEndingAt(int position) {
        int low = 0;
        int high = passages.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (passages.get(middle).end() < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
