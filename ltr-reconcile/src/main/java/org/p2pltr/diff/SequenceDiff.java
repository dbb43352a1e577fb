package org.p2pltr.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The stretches in which two sequences of numbers differ: the fewest steps as long as they are at
 * most {@link #MAX_STEPS}; beyond that the sequences are split at numbers that both hold exactly
 * once, and what cannot be split is one stretch. So the time stays near linear even for input made
 * to hurt.
 */
final class SequenceDiff {
    /** Time and memory of the shortest way grow with the square of this. */
    private static final int MAX_STEPS = 600;

    private final int[] old;
    private final int[] now;
    private final List<Stretch> stretches = new ArrayList<>();

    private SequenceDiff(Pieces pieces) {
        this.old = pieces.old();
        this.now = pieces.now();
    }

    /** The stretches in order; between two of them the sequences are equal. */
    static List<Stretch> between(Pieces pieces) {
        SequenceDiff diff = new SequenceDiff(pieces);
        diff.compare(new Stretch(0, diff.old.length, 0, diff.now.length));
        return diff.stretches;
    }

    private void compare(Stretch whole) {
        Stretch rest = trimmed(whole);
        if (!rest.replaces()) {
            if (rest.oldEnd() > rest.oldStart() || rest.nowEnd() > rest.nowStart())
                stretches.add(rest);
            return;
        }
        Optional<List<Stretch>> shortest = ShortestWay.between(old, now, rest, MAX_STEPS);
        if (shortest.isPresent()) {
            stretches.addAll(shortest.get());
            return;
        }
        List<int[]> anchors = Anchors.between(old, now, rest);
        if (anchors.isEmpty()) {
            stretches.add(rest);
            return;
        }
        int oldFrom = rest.oldStart();
        int nowFrom = rest.nowStart();
        for (int[] anchor : anchors) {
            compare(new Stretch(oldFrom, anchor[0], nowFrom, anchor[1]));
            oldFrom = anchor[0] + 1;
            nowFrom = anchor[1] + 1;
        }
        compare(new Stretch(oldFrom, rest.oldEnd(), nowFrom, rest.nowEnd()));
    }

    /** Without what both sides have in common at the start and at the end. */
    private Stretch trimmed(Stretch whole) {
        int oldStart = whole.oldStart();
        int nowStart = whole.nowStart();
        int oldEnd = whole.oldEnd();
        int nowEnd = whole.nowEnd();
        while (oldStart < oldEnd && nowStart < nowEnd && old[oldStart] == now[nowStart]) {
            oldStart++;
            nowStart++;
        }
        while (oldStart < oldEnd && nowStart < nowEnd && old[oldEnd - 1] == now[nowEnd - 1]) {
            oldEnd--;
            nowEnd--;
        }
        return new Stretch(oldStart, oldEnd, nowStart, nowEnd);
    }
}
