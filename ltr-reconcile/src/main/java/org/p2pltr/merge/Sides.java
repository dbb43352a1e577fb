package org.p2pltr.merge;

import java.util.List;
import org.p2pltr.diff.Lines;
import org.p2pltr.text.Hunk;
import org.p2pltr.text.Text;

/** The base text and what either side changed in it, as words; reads both versions of any range. */
final class Sides {
    private final Text base;
    private final Lines lines;
    private final List<Span> theirs;
    private final List<Span> mine;
    private final boolean single;

    /**
     * @param single all of mine is one change
     */
    Sides(Text base, List<Hunk> theirs, List<Hunk> mine, boolean single) {
        this.single = single;
        this.base = base;
        this.lines = new Lines(base);
        this.theirs = Span.of(base, theirs, mine);
        this.mine = Span.of(base, mine, theirs);
    }

    Text base() {
        return base;
    }

    Lines lines() {
        return lines;
    }

    List<Span> theirs() {
        return theirs;
    }

    List<Span> mine() {
        return mine;
    }

    List<Hunk> theirHunks(int start, int end) {
        return hunks(theirs, start, end);
    }

    List<Hunk> myHunks(int start, int end) {
        return hunks(mine, start, end);
    }

    /** The three versions of a draft's range, and what becomes of it. */
    Region region(Draft draft) {
        List<Hunk> myHunks = myHunks(draft.myStart(), draft.myEnd());
        Text before = base.slice(draft.start(), draft.end());
        Text their = edited(draft, theirHunks(draft.theirStart(), draft.theirEnd()));
        Text my = edited(draft, myHunks);
        boolean claimsStart = myHunks.stream().anyMatch(hunk -> hunk.start() == draft.start());
        boolean claimsEnd = myHunks.stream().anyMatch(hunk -> hunk.end() == draft.end());
        boolean wholeLines =
                lines.isLineStart(draft.start())
                        && (lines.isLineStart(draft.end()) || lines.isLineEnd(draft.end()));
        return new Region(
                draft.start(),
                draft.end(),
                before,
                their,
                my,
                outcome(before, their, my),
                wholeLines,
                claimsStart,
                claimsEnd);
    }

    /**
     * In a queue of mine, a first change that has only a part of theirs would take the rest away
     * until a later one brings it: there both are kept.
     */
    private Region.Outcome outcome(Text before, Text their, Text my) {
        return before.isEmpty() && single
                ? Outcomes.ofInsertions(their, my)
                : Outcomes.of(before, their, my);
    }

    /**
     * Takes every span into the draft that overlaps it, and what either side inserts at its edge,
     * unless that is lines of its own.
     */
    Draft withNeighbours(Draft draft) {
        Draft wider = draft;
        while (wider.theirStart() > 0 && belongs(theirs.get(wider.theirStart() - 1), wider)) {
            wider =
                    wider.around(theirs.get(wider.theirStart() - 1))
                            .withTheirs(wider.theirStart() - 1, wider.theirEnd());
        }
        while (wider.theirEnd() < theirs.size() && belongs(theirs.get(wider.theirEnd()), wider)) {
            wider =
                    wider.around(theirs.get(wider.theirEnd()))
                            .withTheirs(wider.theirStart(), wider.theirEnd() + 1);
        }
        while (wider.myStart() > 0 && belongs(mine.get(wider.myStart() - 1), wider)) {
            wider =
                    wider.around(mine.get(wider.myStart() - 1))
                            .withMine(wider.myStart() - 1, wider.myEnd());
        }
        while (wider.myEnd() < mine.size() && belongs(mine.get(wider.myEnd()), wider)) {
            wider =
                    wider.around(mine.get(wider.myEnd()))
                            .withMine(wider.myStart(), wider.myEnd() + 1);
        }
        return wider;
    }

    /**
     * True if both changed the same words, or inserted at the same place what belongs to the same
     * thing.
     */
    boolean overlap(Span theirs, Span mine) {
        if (!theirs.overlaps(mine)) return false;
        boolean places = theirs.isPlace() && mine.isPlace();
        return !places
                || attachment(theirs, theirs.hunks().getFirst())
                        == attachment(mine, mine.hunks().getFirst());
    }

    /** What the insertion with this hunk of the span belongs to. */
    Attachment attachment(Span span, Hunk hunk) {
        int place = hunk.start();
        if (span.start() < place) return Attachment.WORD_BEFORE;
        if (span.end() > place) return Attachment.WORD_BEHIND;
        boolean lineStart = lines.isLineStart(place);
        if (lineStart == lines.isLineEnd(place) || insertsLines(span)) return Attachment.NONE;
        return lineStart ? Attachment.LINE_BEHIND : Attachment.LINE_BEFORE;
    }

    /** True if the span inserts whole lines between two lines and changes nothing else. */
    boolean insertsLines(Span span) {
        if (!span.isPlace()) return false;
        String inserted = span.hunks().getFirst().inserted().string();
        return (lines.isLineStart(span.start()) && inserted.endsWith("\n"))
                || (lines.isLineEnd(span.start())
                        && (inserted.startsWith("\n") || inserted.startsWith("\r\n")));
    }

    private boolean belongs(Span span, Draft draft) {
        if (span.overlaps(new Span(draft.start(), draft.end(), List.of()))) return true;
        if (!span.isPlace() || draft.start() == draft.end() || insertsLines(span)) return false;
        if (span.start() == draft.start()) return true;
        return span.start() == draft.end() && !lines.isLineStart(draft.end());
    }

    private Text edited(Draft draft, List<Hunk> hunks) {
        StringBuilder text = new StringBuilder();
        int position = draft.start();
        for (Hunk hunk : hunks) {
            text.append(base, position, hunk.start()).append(hunk.inserted());
            position = hunk.end();
        }
        return Text.of(text.append(base, position, draft.end()).toString());
    }

    private static List<Hunk> hunks(List<Span> spans, int start, int end) {
        return spans.subList(start, end).stream().flatMap(span -> span.hunks().stream()).toList();
    }
}
