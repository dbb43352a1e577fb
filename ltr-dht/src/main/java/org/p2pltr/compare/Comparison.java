package org.p2pltr.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import org.p2pltr.id.Hash;

/**
 * One side of the comparison of what two peers hold. The first tells summaries of its ranges; where
 * they differ the other tells summaries of the parts, and so on to and fro, until a part is so
 * small that its names are told; then each gives the other what that one misses. Any message of it
 * may be lost, doubled or late: the next sweep begins again.
 */
public final class Comparison<R, N extends Comparable<N>> {
    /** For this time a range is mended from one peer only, so that not all send the same. */
    public static final Duration MENDING = Duration.ofSeconds(5);

    private static final int MAX_MENDING = 4096;

    private final Records<R, N> records;
    private final int maxNames;
    private final LinkedHashMap<R, Duration> mending = new LinkedHashMap<>();

    /** What to tell the other of a range in which the two differ. */
    public sealed interface Answer<R, N> {
        /** The summaries of its parts. */
        record Parts<R, N>(List<Summary<R>> parts) implements Answer<R, N> {
            public Parts {
                parts = List.copyOf(parts);
            }
        }

        /** All names that are held of it; the first of them if they are too many. */
        record Names<R, N>(R range, List<N> names) implements Answer<R, N> {
            public Names {
                names = List.copyOf(names);
            }
        }
    }

    /** What the two miss of each other's, in order. */
    public record Difference<N>(List<N> missingThere, List<N> missingHere) {
        public Difference {
            missingThere = List.copyOf(missingThere);
            missingHere = List.copyOf(missingHere);
        }
    }

    /** A comparison of what is held; it tells at most {@code maxNames} names at a time. */
    public Comparison(Records<R, N> records, int maxNames) {
        this.records = records;
        this.maxNames = maxNames;
    }

    /** What is held of a range now. */
    public Summary<R> summary(R range) {
        return new Summary<>(range, records.digest(range));
    }

    /**
     * The other side told what it holds; what it is to be answered, nothing where it is the same.
     */
    public List<Answer<R, N>> compare(List<Summary<R>> theirs, Duration now) {
        List<Answer<R, N>> answers = new ArrayList<>();
        for (Summary<R> summary : theirs) {
            R range = summary.range();
            Hash ours = records.digest(range);
            if (ours.equals(summary.digest()) || !begins(range, now)) continue;
            List<Summary<R>> parts = records.parts(range);
            answers.add(
                    parts.isEmpty()
                            ? new Answer.Names<>(range, some(records.names(range)))
                            : new Answer.Parts<>(parts));
        }
        return answers;
    }

    /** The other side told all the names that it holds of a range. */
    public Difference<N> difference(R range, List<N> theirs) {
        TreeSet<N> missingHere = new TreeSet<>(theirs);
        TreeSet<N> missingThere = new TreeSet<>(records.names(range));
        missingThere.removeAll(missingHere);
        missingHere.removeAll(new TreeSet<>(records.names(range)));
        return new Difference<>(List.copyOf(missingThere), some(List.copyOf(missingHere)));
    }

    private boolean begins(R range, Duration now) {
        Duration until = mending.get(range);
        if (until != null && until.compareTo(now) > 0) return false;
        mending.remove(range);
        mending.put(range, now.plus(MENDING));
        while (mending.size() > MAX_MENDING || mending.firstEntry().getValue().compareTo(now) <= 0)
            mending.pollFirstEntry();
        return true;
    }

    private List<N> some(List<N> names) {
        return names.subList(0, Math.min(names.size(), maxNames));
    }
}
