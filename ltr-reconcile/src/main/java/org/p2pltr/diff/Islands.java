package org.p2pltr.diff;

import java.util.ArrayList;
import java.util.List;

/**
 * Small equal islands between large differences, a lone "the" in two rewritten sentences, are
 * chance: they are taken into the difference around them, so that it reads as one.
 */
final class Islands {
    private Islands() {}

    /**
     * The stretches in order, joined where what stands between two is shorter than what changed on
     * either side.
     */
    static List<Stretch> flooded(List<Stretch> stretches) {
        List<Stretch> result = new ArrayList<>();
        for (Stretch stretch : stretches) {
            Stretch joined = stretch;
            while (!result.isEmpty() && isFlooded(result.getLast(), joined)) {
                joined = result.removeLast().until(joined);
            }
            result.add(joined);
        }
        return result;
    }

    private static boolean isFlooded(Stretch left, Stretch right) {
        int island = right.oldStart() - left.oldEnd();
        return island < size(left) && island < size(right);
    }

    private static int size(Stretch stretch) {
        return Math.max(
                stretch.oldEnd() - stretch.oldStart(), stretch.nowEnd() - stretch.nowStart());
    }
}
