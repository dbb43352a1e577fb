package org.p2pltr.wiki.history;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.diff.Row;

/**
 * A piece of a line on a screen.
 *
 * @param kind {@code same}, {@code gone} or {@code came}
 */
public record Words(String kind, String text) {

    /** A line as one side has it; {@code kind} names its changed pieces. */
    static List<Words> side(List<Row.Run> runs, String kind) {
        return runs.stream()
                .map(run -> new Words(run.changed() ? kind : "same", run.text()))
                .toList();
    }

    /**
     * Both forms of a line as one: what is gone stands before what came in its place. Both must
     * have the same unchanged words.
     */
    static List<Words> merged(List<Row.Run> old, List<Row.Run> now) {
        List<Words> merged = new ArrayList<>();
        int left = 0;
        int right = 0;
        int leftShown = 0;
        int rightShown = 0;
        while (left < old.size() || right < now.size()) {
            if (left < old.size() && old.get(left).changed()) {
                merged.add(new Words("gone", old.get(left++).text()));
            } else if (right < now.size() && now.get(right).changed()) {
                merged.add(new Words("came", now.get(right++).text()));
            } else {
                // Both are at the same unchanged words, perhaps cut at different places.
                String fromLeft = old.get(left).text().substring(leftShown);
                String fromRight = now.get(right).text().substring(rightShown);
                int length = Math.min(fromLeft.length(), fromRight.length());
                merged.add(new Words("same", fromLeft.substring(0, length)));
                boolean leftDone = length == fromLeft.length();
                boolean rightDone = length == fromRight.length();
                left += leftDone ? 1 : 0;
                leftShown = leftDone ? 0 : leftShown + length;
                right += rightDone ? 1 : 0;
                rightShown = rightDone ? 0 : rightShown + length;
            }
        }
        return merged;
    }

    /** The unchanged words of a line. */
    static String common(List<Row.Run> runs) {
        StringBuilder common = new StringBuilder();
        runs.stream().filter(run -> !run.changed()).forEach(run -> common.append(run.text()));
        return common.toString();
    }
}
