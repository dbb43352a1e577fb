package org.p2pltr.diff;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.DiffAlgorithmListener;
import com.github.difflib.algorithm.myers.MyersDiff;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * The stretches in which two sequences of numbers differ: the fewest steps (Myers, by
 * java-diff-utils) as long as they are at most {@link #MAX_STEPS}; beyond that the sequences are
 * split at numbers that both hold exactly once, and what cannot be split is one stretch. So the
 * time stays near linear even for input made to hurt.
 */
final class SequenceDiff {
    /** Myers' time and memory grow with the square of this. */
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
        Optional<List<Stretch>> shortest = shortest(rest);
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

    private Optional<List<Stretch>> shortest(Stretch rest) {
        // One side alone may be longer than the limit: no need to try.
        int surplus =
                Math.abs((rest.oldEnd() - rest.oldStart()) - (rest.nowEnd() - rest.nowStart()));
        if (surplus > MAX_STEPS) return Optional.empty();
        List<Integer> a = listOf(old, rest.oldStart(), rest.oldEnd());
        List<Integer> b = listOf(now, rest.nowStart(), rest.nowEnd());
        try {
            List<Stretch> found = new ArrayList<>();
            for (Change change : new MyersDiff<Integer>().computeDiff(a, b, new StepLimit())) {
                found.add(
                        new Stretch(
                                        change.startOriginal,
                                        change.endOriginal,
                                        change.startRevised,
                                        change.endRevised)
                                .shifted(rest.oldStart(), rest.nowStart()));
            }
            // The library walks back from the end.
            return Optional.of(found.reversed());
        } catch (TooManySteps tooDifferent) {
            return Optional.empty();
        }
    }

    private static List<Integer> listOf(int[] numbers, int start, int end) {
        return new Numbers(numbers, start, end - start);
    }

    /** A view of a range: the library reads lists, and a long range need not be copied for it. */
    private static final class Numbers extends AbstractList<Integer> implements RandomAccess {
        private final int[] numbers;
        private final int start;
        private final int size;

        Numbers(int[] numbers, int start, int size) {
            this.numbers = numbers;
            this.start = start;
            this.size = size;
        }

        @Override
        public Integer get(int index) {
            return numbers[start + index];
        }

        @Override
        public int size() {
            return size;
        }
    }

    /**
     * The library has no limit of its own; its progress listener is the one place where it can be
     * stopped.
     */
    private static final class StepLimit implements DiffAlgorithmListener {
        @Override
        public void diffStart() {
            // Nothing to prepare.
        }

        @Override
        public void diffStep(int steps, int most) {
            if (steps > MAX_STEPS) throw new TooManySteps();
        }

        @Override
        public void diffEnd() {
            // Nothing to tidy up.
        }
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super("more than " + MAX_STEPS + " steps", null, false, false);
        }
    }
}
