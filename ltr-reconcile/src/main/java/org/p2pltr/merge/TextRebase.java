package org.p2pltr.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.p2pltr.text.Change;
import org.p2pltr.text.Hunk;
import org.p2pltr.text.Text;

/**
 * Puts my changes of a text, one after the other, onto theirs. The base text is cut into passages
 * once; two rows of lengths then say where each passage is in my text and where in the merged text,
 * so a change costs the logarithm of the number of passages, however many came before it. In a
 * contested passage their text stays in place, and the first of my changes that touches it puts my
 * copy behind; my later changes follow that copy. Source: reconciliation.md, "Merging".
 */
final class TextRebase {
    private final List<Passage> passages;

    /** Length of each passage in my text. */
    private final RunningLengths mineRow;

    /**
     * Two lengths for each passage in the merged text: their text at 2 i, mine behind it at 2 i +
     * 1.
     */
    private final RunningLengths mergedRow;

    private final Plan plan;
    private final boolean[] touched;
    private final List<Plan.Note> toldByLast = new ArrayList<>();
    private final List<Plan.Note> told = new ArrayList<>();

    /**
     * @param single all of mine is one change, so no step of mine can be lost without the others
     */
    TextRebase(Text base, Change theirs, Change mine, boolean single) {
        this.plan = new Plan(base, theirs, mine, single);
        this.passages = plan.passages();
        int[] mineLengths = new int[passages.size()];
        int[] mergedLengths = new int[2 * passages.size()];
        for (int i = 0; i < passages.size(); i++) {
            Passage passage = passages.get(i);
            mineLengths[i] = passage.end() - passage.start();
            mergedLengths[2 * i] = passage.theirs().length();
            mergedLengths[2 * i + 1] = passage instanceof Passage.Shared ? mineLengths[i] : 0;
        }
        this.mineRow = new RunningLengths(mineLengths);
        this.mergedRow = new RunningLengths(mergedLengths);
        this.touched = new boolean[passages.size()];
    }

    /**
     * My next change as it must read on the merged text so far.
     *
     * @throws IllegalArgumentException if it does not fit my text so far
     */
    Change next(Change change) {
        if (change.lengthBefore() != mineRow.total()) {
            throw new IllegalArgumentException(
                    "change fits a length of "
                            + change.lengthBefore()
                            + ", but my text so far has "
                            + mineRow.total());
        }
        toldByLast.clear();
        List<LocalEdit> edits = new ArrayList<>();
        change.hunks().forEach(hunk -> distribute(hunk, edits));
        edits.sort(Comparator.comparingInt(LocalEdit::passage));
        int lengthBefore = mergedRow.total();
        List<Growth> growth = new ArrayList<>();
        List<Hunk> hunks = new ArrayList<>();
        for (int i = 0; i < edits.size(); ) {
            int end = i;
            while (end < edits.size() && edits.get(end).passage == edits.get(i).passage) end++;
            merge(edits.subList(i, end), hunks, growth);
            i = end;
        }
        edits.forEach(edit -> mineRow.grow(edit.passage, edit.growth()));
        growth.forEach(grown -> mergedRow.grow(grown.slot, grown.by));
        return Change.of(lengthBefore, hunks);
    }

    /** Conflicts that the last change was the first to touch, placed in the merged text so far. */
    List<Conflict> conflictsOfLast() {
        return toldByLast.stream().map(this::conflict).toList();
    }

    /** All conflicts so far, placed in the merged text so far. */
    List<Conflict> conflicts() {
        return told.stream()
                .sorted(Comparator.comparingInt(Plan.Note::passage))
                .map(this::conflict)
                .toList();
    }

    private Conflict conflict(Plan.Note note) {
        return new Conflict.InText(
                mergedRow.start(2 * note.passage()), note.base(), note.theirs(), note.mine());
    }

    /** Cuts a hunk of my change where passages meet; its insertion goes to one of them. */
    private void distribute(Hunk hunk, List<LocalEdit> edits) {
        if (hunk.deleted() == 0) {
            int index = passageForInsertion(hunk.start());
            int offset = hunk.start() - mineRow.start(index);
            edits.add(new LocalEdit(index, offset, offset, hunk.inserted()));
            return;
        }
        Text inserted = hunk.inserted();
        int position = hunk.start();
        for (int index = mineRow.firstEndingAt(position + 1); position < hunk.end(); index++) {
            int start = mineRow.start(index);
            int end = Math.min(hunk.end(), start + mineRow.length(index));
            if (end == position) continue;
            edits.add(new LocalEdit(index, position - start, end - start, inserted));
            inserted = Text.EMPTY;
            position = end;
        }
    }

    /**
     * Of the passages that meet at this position of my text: the one that the insertion belongs to,
     * else, as it is deleted again later, the last shared one.
     */
    private int passageForInsertion(int position) {
        int shared = -1;
        int index = mineRow.firstEndingAt(position);
        int start = mineRow.start(index);
        for (; index < passages.size() && start <= position; index++) {
            int end = start + mineRow.length(index);
            if (start < position && position < end) return index;
            switch (passages.get(index)) {
                case Passage.Shared _ -> {
                    shared = index;
                    if (position == start && plan.isHomeAtStart(index)) return index;
                    if (position == end && plan.isHomeAtEnd(index)) return index;
                }
                case Passage.Replaced _ -> {}
                case Passage.Contested(Region region) -> {
                    if (region.claimsStart() && position == start) return index;
                    if (region.claimsEnd() && position == end) return index;
                }
            }
            start = end;
        }
        return shared;
    }

    /** All edits of one change in one passage. */
    private void merge(List<LocalEdit> edits, List<Hunk> hunks, List<Growth> growth) {
        int index = edits.getFirst().passage;
        boolean first = !touched[index];
        touched[index] = true;
        if (first) {
            toldByLast.addAll(plan.notesOf(index));
            told.addAll(plan.notesOf(index));
        }
        switch (passages.get(index)) {
            case Passage.Shared _ -> editMyCopy(index, edits, hunks, growth);
            // What I insert here I delete again later, or it would be contested.
            case Passage.Replaced _ -> {}
            case Passage.Contested(Region region) -> {
                if (!region.outcome().keepsMine()) return;
                if (first) {
                    startMyCopy(index, region, edits, hunks, growth);
                } else {
                    editMyCopy(index, edits, hunks, growth);
                }
            }
        }
    }

    private void editMyCopy(
            int index, List<LocalEdit> edits, List<Hunk> hunks, List<Growth> growth) {
        int start = mergedRow.start(2 * index + 1);
        for (LocalEdit edit : edits) {
            hunks.add(new Hunk(start + edit.from, start + edit.to, edit.inserted));
            growth.add(new Growth(2 * index + 1, edit.growth()));
        }
    }

    private void startMyCopy(
            int index,
            Region region,
            List<LocalEdit> edits,
            List<Hunk> hunks,
            List<Growth> growth) {
        StringBuilder copy = new StringBuilder();
        int position = 0;
        for (LocalEdit edit : edits) {
            copy.append(region.base(), position, edit.from).append(edit.inserted);
            position = edit.to;
        }
        copy.append(region.base(), position, region.base().length());
        int theirStart = mergedRow.start(2 * index);
        int theirLength = mergedRow.length(2 * index);
        growth.add(new Growth(2 * index + 1, copy.length()));
        if (region.outcome().keepsTheirs()) {
            String separator = region.separator();
            growth.add(new Growth(2 * index, separator.length()));
            int place = theirStart + theirLength;
            addHunk(place, place, separator + copy, hunks);
        } else {
            growth.add(new Growth(2 * index, -theirLength));
            replace(region.theirs().string(), theirStart, copy.toString(), hunks);
        }
    }

    /** My copy in place of theirs; what of theirs it starts or ends with stays as it is. */
    private static void replace(String theirs, int start, String copy, List<Hunk> hunks) {
        int end = start + theirs.length();
        if (copy.startsWith(theirs)) {
            addHunk(end, end, copy.substring(theirs.length()), hunks);
        } else if (copy.endsWith(theirs)) {
            addHunk(start, start, copy.substring(0, copy.length() - theirs.length()), hunks);
        } else {
            addHunk(start, end, copy, hunks);
        }
    }

    private static void addHunk(int start, int end, String inserted, List<Hunk> hunks) {
        if (start < end || !inserted.isEmpty()) hunks.add(new Hunk(start, end, Text.of(inserted)));
    }

    /**
     * Deletes {@code from} to {@code to} in one passage of my text and inserts; offsets are within
     * the passage.
     */
    private record LocalEdit(int passage, int from, int to, Text inserted) {
        int growth() {
            return inserted.length() - (to - from);
        }
    }

    private record Growth(int slot, int by) {}
}
