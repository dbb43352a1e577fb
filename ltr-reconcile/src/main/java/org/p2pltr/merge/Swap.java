package org.p2pltr.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.p2pltr.text.Change;
import org.p2pltr.text.ChangeBuilder;
import org.p2pltr.text.Hunk;
import org.p2pltr.text.Text;

/**
 * A block of a text and the stretch beside it change places: what moving a paragraph is. The units
 * from {@code start} to {@code middle} and from {@code middle} to {@code end} are swapped; one of
 * the two is the block.
 */
record Swap(int start, int middle, int end, boolean blockFirst) {

    /**
     * A change of the text before the move, as it reads after it; and the move, as it reads after
     * the change.
     */
    record Carried(Change change, Swap swap) {}

    /** The move as a change of this text. */
    Change asChange(Text text) {
        return new ChangeBuilder()
                .retain(start)
                .insert(text, middle, end)
                .retain(middle - start)
                .delete(end - middle)
                .retain(text.length() - end)
                .build();
    }

    /** Carries a change along: edits inside the block follow it. */
    Carried carry(Change change) {
        int[] bounds = {0, start, middle, end, change.lengthBefore()};
        int[] growth = new int[4];
        List<Piece> pieces = new ArrayList<>();
        for (Hunk hunk : change.hunks()) cut(hunk, bounds, pieces);
        List<Hunk> moved = new ArrayList<>();
        // The second and the third segment change places.
        pieces.sort(
                Comparator.comparingInt(
                        piece -> piece.segment == 1 ? 2 : piece.segment == 2 ? 1 : piece.segment));
        for (Piece piece : pieces) {
            growth[piece.segment] += piece.inserted.length() - (piece.end - piece.start);
            moved.add(
                    new Hunk(
                            piece.start + shift(piece.segment),
                            piece.end + shift(piece.segment),
                            piece.inserted));
        }
        int newStart = start + growth[0];
        int newMiddle = middle + growth[0] + growth[1];
        int newEnd = end + growth[0] + growth[1] + growth[2];
        return new Carried(
                Change.of(change.lengthBefore(), moved),
                new Swap(newStart, newMiddle, newEnd, blockFirst));
    }

    int blockStart() {
        return blockFirst ? start : middle;
    }

    int blockEnd() {
        return blockFirst ? middle : end;
    }

    private int shift(int segment) {
        return switch (segment) {
            case 1 -> end - middle;
            case 2 -> start - middle;
            default -> 0;
        };
    }

    private void cut(Hunk hunk, int[] bounds, List<Piece> pieces) {
        if (hunk.deleted() == 0) {
            pieces.add(
                    new Piece(
                            segmentFor(hunk, bounds), hunk.start(), hunk.start(), hunk.inserted()));
            return;
        }
        Text inserted = hunk.inserted();
        for (int segment = 0; segment < 4; segment++) {
            int from = Math.max(hunk.start(), bounds[segment]);
            int to = Math.min(hunk.end(), bounds[segment + 1]);
            if (from >= to) continue;
            pieces.add(new Piece(segment, from, to, inserted));
            inserted = Text.EMPTY;
        }
    }

    /** Where the block's edge is, only lines of their own stay outside it. */
    private int segmentFor(Hunk hunk, int[] bounds) {
        int position = hunk.start();
        int block = blockFirst ? 1 : 2;
        boolean ownLines = hunk.inserted().string().endsWith("\n");
        if (position > blockStart() && position < blockEnd()) return block;
        if (position == blockStart() && !ownLines) return block;
        int segment = 0;
        while (position > bounds[segment + 1] || (segment == block)) segment++;
        return segment;
    }

    private record Piece(int segment, int start, int end, Text inserted) {}
}
