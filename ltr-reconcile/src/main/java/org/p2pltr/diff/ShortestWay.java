package org.p2pltr.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The fewest insertions and deletions that lead from one sequence of numbers to another, as long as
 * they are few: Myers' greedy way through the grid of both, of which d steps reach d + 1 diagonals.
 * Time and memory grow with the square of the steps, and with the length of what is equal. Source:
 * E. Myers, An O(ND) difference algorithm and its variations, 1986, section 4.
 */
final class ShortestWay {
    private final int[] old;
    private final int[] now;
    private final Stretch range;
    private final int most;

    /**
     * For each number of steps d, how far into the old sequence they lead on the diagonals -d, -d +
     * 2 … d. A diagonal is the difference of the places in the old and the new sequence.
     */
    private final List<int[]> reached = new ArrayList<>();

    private ShortestWay(int[] old, int[] now, Stretch range, int most) {
        this.old = old;
        this.now = now;
        this.range = range;
        this.most = most;
    }

    /** The stretches that differ within the range, in order; none at all beyond so many steps. */
    static Optional<List<Stretch>> between(int[] old, int[] now, Stretch range, int mostSteps) {
        ShortestWay way = new ShortestWay(old, now, range, mostSteps);
        int goal = way.oldLength() - way.nowLength();
        // The goal's diagonal alone takes as many steps.
        if (Math.abs(goal) > mostSteps || !way.reach(goal)) return Optional.empty();
        return Optional.of(way.wayBack(goal));
    }

    private boolean reach(int goal) {
        for (int steps = 0; steps <= most; steps++) {
            int[] row = new int[steps + 1];
            for (int i = 0; i <= steps; i++) {
                int diagonal = 2 * i - steps;
                row[i] = alongEqual(steps == 0 ? 0 : stepTo(i, steps), diagonal);
            }
            reached.add(row);
            int goalIndex = (goal + steps) / 2;
            boolean passesGoal = Math.abs(goal) <= steps && (goal + steps) % 2 == 0;
            if (passesGoal && row[goalIndex] >= oldLength()) return true;
        }
        return false;
    }

    /** Where the last of so many steps leads on the diagonal with this index. */
    private int stepTo(int index, int steps) {
        int[] before = reached.get(steps - 1);
        return isInsertion(index, steps) ? before[index] : before[index - 1] + 1;
    }

    private boolean isInsertion(int index, int steps) {
        int[] before = reached.get(steps - 1);
        return index == 0 || (index < steps && before[index - 1] < before[index]);
    }

    private int alongEqual(int place, int diagonal) {
        int other = place - diagonal;
        if (place >= oldLength() || other >= nowLength()) return place;
        int equal =
                Arrays.mismatch(
                        old,
                        range.oldStart() + place,
                        range.oldEnd(),
                        now,
                        range.nowStart() + other,
                        range.nowEnd());
        return equal < 0 ? oldLength() : place + equal;
    }

    /** From the goal to the start: each step, and those that touch as one stretch. */
    private List<Stretch> wayBack(int goal) {
        List<Stretch> found = new ArrayList<>();
        int diagonal = goal;
        for (int steps = reached.size() - 1; steps > 0; steps--) {
            int index = (diagonal + steps) / 2;
            boolean insertion = isInsertion(index, steps);
            int oldEnd = stepTo(index, steps);
            int nowEnd = oldEnd - diagonal;
            Stretch step =
                    insertion
                            ? new Stretch(oldEnd, oldEnd, nowEnd - 1, nowEnd)
                            : new Stretch(oldEnd - 1, oldEnd, nowEnd, nowEnd);
            Stretch shifted = step.shifted(range.oldStart(), range.nowStart());
            boolean touches =
                    !found.isEmpty()
                            && found.getLast().oldStart() == shifted.oldEnd()
                            && found.getLast().nowStart() == shifted.nowEnd();
            found.add(touches ? shifted.until(found.removeLast()) : shifted);
            diagonal += insertion ? 1 : -1;
        }
        return found.reversed();
    }

    private int oldLength() {
        return range.oldEnd() - range.oldStart();
    }

    private int nowLength() {
        return range.nowEnd() - range.nowStart();
    }
}
