package org.p2pltr.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.p2pltr.text.Hunk;
import org.p2pltr.text.Text;

/** Finds the regions that both sides changed and decides what becomes of each. */
final class Regions {
    private final Text base;
    private final List<Span> theirs;
    private final List<Span> mine;
    private final Units units;
    private final List<Draft> drafts = new ArrayList<>();

    private Regions(Text base, List<Hunk> theirs, List<Hunk> mine) {
        this.base = base;
        this.theirs = Span.of(base, theirs);
        this.mine = Span.of(base, mine);
        this.units = new Units(base);
    }

    /**
     * The base text in passages: shared, changed by them only, and the regions, where both changed
     * the same words.
     */
    static List<Passage> passages(Text base, List<Hunk> theirs, List<Hunk> mine) {
        Regions regions = new Regions(base, theirs, mine);
        regions.find();
        return Passage.of(
                base.length(),
                regions.theirHunksOutside(),
                regions.drafts.stream().map(regions::region).toList());
    }

    private void find() {
        int their = 0;
        int my = 0;
        while (their < theirs.size() && my < mine.size()) {
            Span a = theirs.get(their);
            Span b = mine.get(my);
            if (a.overlaps(b)) {
                Draft draft = settle(new Draft(a.start(), a.end(), their, their, my, my).around(b));
                drafts.add(draft);
                their = draft.theirEnd;
                my = draft.myEnd;
            } else if (a.end() < b.end() || (a.end() == b.end() && a.start() < b.start())) {
                their++;
            } else {
                my++;
            }
        }
    }

    private List<Hunk> theirHunksOutside() {
        List<Hunk> outside = new ArrayList<>();
        int next = 0;
        for (Draft draft : drafts) {
            outside.addAll(hunks(theirs, next, draft.theirStart));
            next = draft.theirEnd;
        }
        outside.addAll(hunks(theirs, next, theirs.size()));
        return outside;
    }

    /**
     * Takes in whatever overlaps, and grows to a whole unit if both are to be kept, until nothing
     * more is touched.
     */
    private Draft settle(Draft first) {
        Draft draft = first;
        while (true) {
            Draft wider = withNeighbours(draft);
            if (!drafts.isEmpty() && wider.meets(drafts.getLast()))
                wider = wider.joined(drafts.removeLast());
            if (wider.equals(draft)) {
                wider = grown(draft);
                if (wider.equals(draft)) return draft;
            }
            draft = wider;
        }
    }

    private Draft grown(Draft draft) {
        if (region(draft).outcome() != Region.Outcome.BOTH || insertsWholeLines(draft))
            return draft;
        Units.Unit unit = units.enclosing(draft.start, draft.end);
        return draft.over(Math.min(draft.start, unit.start()), Math.max(draft.end, unit.end()));
    }

    /** Two insertions of whole lines at one place need nothing around them to be read. */
    private boolean insertsWholeLines(Draft draft) {
        if (draft.start != draft.end) return false;
        Predicate<Hunk> wholeLines =
                hunk -> {
                    String text = hunk.inserted().string();
                    return (units.isLineStart(draft.start) && text.endsWith("\n"))
                            || (units.isLineEnd(draft.start)
                                    && (text.startsWith("\n") || text.startsWith("\r\n")));
                };
        return hunks(theirs, draft.theirStart, draft.theirEnd).stream().allMatch(wholeLines)
                && hunks(mine, draft.myStart, draft.myEnd).stream().allMatch(wholeLines);
    }

    private Draft withNeighbours(Draft draft) {
        Draft wider = draft;
        while (wider.theirStart > 0 && belongs(theirs.get(wider.theirStart - 1), wider)) {
            wider =
                    wider.around(theirs.get(wider.theirStart - 1))
                            .theirs(wider.theirStart - 1, wider.theirEnd);
        }
        while (wider.theirEnd < theirs.size() && belongs(theirs.get(wider.theirEnd), wider)) {
            wider =
                    wider.around(theirs.get(wider.theirEnd))
                            .theirs(wider.theirStart, wider.theirEnd + 1);
        }
        while (wider.myStart > 0 && belongs(mine.get(wider.myStart - 1), wider)) {
            wider = wider.around(mine.get(wider.myStart - 1)).mine(wider.myStart - 1, wider.myEnd);
        }
        while (wider.myEnd < mine.size() && belongs(mine.get(wider.myEnd), wider)) {
            wider = wider.around(mine.get(wider.myEnd)).mine(wider.myStart, wider.myEnd + 1);
        }
        return wider;
    }

    private boolean belongs(Span span, Draft draft) {
        if (span.overlaps(new Span(draft.start, draft.end, List.of()))) return true;
        if (span.start() != span.end() || draft.start == draft.end) return false;
        // An insertion at the region's edge is part of its line, unless it brings lines of its own.
        String inserted = span.hunks().getFirst().inserted().string();
        if (span.start() == draft.start)
            return !units.isLineStart(draft.start) || !inserted.endsWith("\n");
        return span.start() == draft.end
                && !units.isLineStart(draft.end)
                && !inserted.startsWith("\n");
    }

    private Region region(Draft draft) {
        List<Hunk> myHunks = hunks(mine, draft.myStart, draft.myEnd);
        Text before = base.slice(draft.start, draft.end);
        Text their = edited(draft, hunks(theirs, draft.theirStart, draft.theirEnd));
        Text my = edited(draft, myHunks);
        boolean claimsStart =
                myHunks.stream()
                        .anyMatch(
                                hunk -> hunk.start() == draft.start && !hunk.inserted().isEmpty());
        boolean claimsEnd = myHunks.stream().anyMatch(hunk -> hunk.start() == draft.end);
        return new Region(
                draft.start,
                draft.end,
                before,
                their,
                my,
                Outcomes.of(before, their, my),
                claimsStart,
                claimsEnd);
    }

    private Text edited(Draft draft, List<Hunk> hunks) {
        StringBuilder text = new StringBuilder();
        int position = draft.start;
        for (Hunk hunk : hunks) {
            text.append(base, position, hunk.start()).append(hunk.inserted());
            position = hunk.end();
        }
        return Text.of(text.append(base, position, draft.end).toString());
    }

    private static List<Hunk> hunks(List<Span> spans, int start, int end) {
        return spans.subList(start, end).stream().flatMap(span -> span.hunks().stream()).toList();
    }

    /**
     * A region while it still grows: a range of the base text, and the spans of either side inside
     * it.
     */
    private record Draft(int start, int end, int theirStart, int theirEnd, int myStart, int myEnd) {
        Draft around(Span span) {
            return over(Math.min(start, span.start()), Math.max(end, span.end()));
        }

        Draft over(int newStart, int newEnd) {
            return new Draft(newStart, newEnd, theirStart, theirEnd, myStart, myEnd);
        }

        Draft theirs(int from, int to) {
            return new Draft(start, end, from, to, myStart, myEnd);
        }

        Draft mine(int from, int to) {
            return new Draft(start, end, theirStart, theirEnd, from, to);
        }

        boolean meets(Draft before) {
            return before.end > start || before.theirEnd > theirStart || before.myEnd > myStart;
        }

        Draft joined(Draft before) {
            return new Draft(
                    Math.min(before.start, start),
                    Math.max(before.end, end),
                    Math.min(before.theirStart, theirStart),
                    Math.max(before.theirEnd, theirEnd),
                    Math.min(before.myStart, myStart),
                    Math.max(before.myEnd, myEnd));
        }
    }
}
