package org.p2pltr.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.text.Laws;

/**
 * The shortest way between two sequences of few different numbers, beside the plain table of all
 * ways.
 */
class ShortestWayTest {
    static LongStream seeds() {
        return Laws.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theWayLeadsFromOneToTheOtherInTheFewestStepsAndNotInFewer(long seed) {
        var random = new SplittableRandom(seed);
        int[] old = numbers(random);
        int[] now = numbers(random);
        Stretch range = range(old, now, random);
        int fewest = fewestSteps(old, now, range);

        List<Stretch> way = ShortestWay.between(old, now, range, fewest).orElseThrow();

        assertThat(followed(old, now, range, way))
                .isEqualTo(slice(now, range.nowStart(), range.nowEnd()));
        assertThat(way.stream().mapToInt(ShortestWayTest::steps).sum()).isEqualTo(fewest);
        for (int i = 1; i < way.size(); i++) {
            assertThat(way.get(i).oldStart()).isGreaterThan(way.get(i - 1).oldEnd());
        }
        if (fewest > 0) assertThat(ShortestWay.between(old, now, range, fewest - 1)).isEmpty();
    }

    @Test
    void whereBothWaysAreAsShortWhatIsDeletedComesFirst() {
        int[] old = {1, 2, 3};
        int[] now = {2, 1, 3};
        assertThat(ShortestWay.between(old, now, new Stretch(0, 3, 0, 3), 2))
                .contains(List.of(new Stretch(0, 1, 0, 0), new Stretch(2, 2, 1, 2)));
    }

    /** The old range with the stretches replaced: what is not in them must be equal. */
    private static List<Integer> followed(int[] old, int[] now, Stretch range, List<Stretch> way) {
        List<Integer> result = new ArrayList<>();
        int position = range.oldStart();
        for (Stretch stretch : way) {
            result.addAll(slice(old, position, stretch.oldStart()));
            result.addAll(slice(now, stretch.nowStart(), stretch.nowEnd()));
            position = stretch.oldEnd();
        }
        result.addAll(slice(old, position, range.oldEnd()));
        return result;
    }

    private static int fewestSteps(int[] old, int[] now, Stretch range) {
        int rows = range.oldEnd() - range.oldStart();
        int columns = range.nowEnd() - range.nowStart();
        int[][] steps = new int[rows + 1][columns + 1];
        for (int i = 0; i <= rows; i++) {
            for (int j = 0; j <= columns; j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                } else if (old[range.oldStart() + i - 1] == now[range.nowStart() + j - 1]) {
                    steps[i][j] = steps[i - 1][j - 1];
                } else {
                    steps[i][j] = 1 + Math.min(steps[i - 1][j], steps[i][j - 1]);
                }
            }
        }
        return steps[rows][columns];
    }

    private static int steps(Stretch stretch) {
        return stretch.oldEnd() - stretch.oldStart() + stretch.nowEnd() - stretch.nowStart();
    }

    private static List<Integer> slice(int[] numbers, int start, int end) {
        return IntStream.range(start, end).mapToObj(i -> numbers[i]).toList();
    }

    private static int[] numbers(RandomGenerator random) {
        return random.ints(random.nextInt(30), 0, 1 + random.nextInt(5)).toArray();
    }

    private static Stretch range(int[] old, int[] now, RandomGenerator random) {
        int oldStart = random.nextInt(old.length + 1);
        int nowStart = random.nextInt(now.length + 1);
        return new Stretch(
                oldStart,
                random.nextInt(oldStart, old.length + 1),
                nowStart,
                random.nextInt(nowStart, now.length + 1));
    }
}
