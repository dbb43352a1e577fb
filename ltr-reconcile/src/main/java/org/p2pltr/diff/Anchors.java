package org.p2pltr.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pieces that both sides hold exactly once and in the same order: sure places to split at
 * ("patience" difference).
 */
final class Anchors {
    private Anchors() {}

    /** Pairs of old and new index, both ascending: the longest such row. */
    static List<int[]> between(int[] old, int[] now, Stretch range) {
        List<int[]> candidates = uniquePairs(old, now, range);
        return longestAscending(candidates);
    }

    private static List<int[]> uniquePairs(int[] old, int[] now, Stretch range) {
        Map<Integer, Integer> inOld = placesOfUnique(old, range.oldStart(), range.oldEnd());
        Map<Integer, Integer> inNow = placesOfUnique(now, range.nowStart(), range.nowEnd());
        List<int[]> pairs = new ArrayList<>();
        inOld.forEach((number, oldPlace) -> {
            int nowPlace = inNow.getOrDefault(number, -1);
            if (oldPlace >= 0 && nowPlace >= 0) pairs.add(new int[] {oldPlace, nowPlace});
        });
        return pairs;
    }

    /** Number to its place, in order of places; to -1 if it stands there more than once. */
    private static Map<Integer, Integer> placesOfUnique(int[] numbers, int start, int end) {
        Map<Integer, Integer> places = new LinkedHashMap<>();
        for (int i = start; i < end; i++) {
            places.merge(numbers[i], i, (_, _) -> -1);
        }
        return places;
    }

    /** Longest row of pairs, sorted by the first number, whose second number ascends. */
    private static List<int[]> longestAscending(List<int[]> pairs) {
        int[] lastOfLength = new int[pairs.size()];
        int[] before = new int[pairs.size()];
        int longest = 0;
        for (int i = 0; i < pairs.size(); i++) {
            int length = firstNotBelow(pairs, lastOfLength, longest, pairs.get(i)[1]);
            before[i] = length == 0 ? -1 : lastOfLength[length - 1];
            lastOfLength[length] = i;
            if (length == longest) longest++;
        }
        int[][] row = new int[longest][];
        int at = longest == 0 ? -1 : lastOfLength[longest - 1];
        for (int i = longest - 1; i >= 0; i--) {
            row[i] = pairs.get(at);
            at = before[at];
        }
        return Arrays.asList(row);
    }

    private static int firstNotBelow(
            List<int[]> pairs, int[] lastOfLength, int longest, int value) {
        int low = 0;
        int high = longest;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pairs.get(lastOfLength[middle])[1] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
