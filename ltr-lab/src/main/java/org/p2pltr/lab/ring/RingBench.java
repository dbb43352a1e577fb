package org.p2pltr.lab.ring;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.routing.Arity;
import org.p2pltr.routing.TracedLookup;
import org.p2pltr.routing.TracedLookup.Turn;

/** Measures what ring.md, "Must show", asks for, as far as routing tables alone can show it. */
public final class RingBench {
    /** Successors that each peer keeps, as in ring.md. */
    static final int SUCCESSORS = 8;

    private static final List<Integer> ARITIES = List.of(2, 4, 16);
    private static final double RIGHT_BAR = 0.999;

    private final long seed;
    private final int lookups;
    private final PrintStream progress;
    private final TreeMap<Integer, Map<Integer, List<Integer>>> hops = new TreeMap<>();

    /**
     * @param lookups of each experiment
     * @param progress gets a line when a part begins
     */
    public RingBench(long seed, int lookups, PrintStream progress) {
        if (lookups < 1)
            throw new IllegalArgumentException("lookups must be 1 or more, not " + lookups);
        this.seed = seed;
        this.lookups = lookups;
        this.progress = progress;
    }

    /** All rows for rings of these sizes, each at least 1. */
    public List<Row> run(List<Integer> sizes) {
        List<Row> rows = new ArrayList<>();
        for (int size : sizes) {
            for (int k : ARITIES) {
                progress.println("%,d peers, k = %d …".formatted(size, k));
                CorrectRing ring = new CorrectRing(seed, size, Arity.of(k), SUCCESSORS);
                rows.addAll(hops(ring, k));
                rows.add(tables(ring, k));
                rows.add(massFailure(ring, k));
            }
        }
        return rows;
    }

    /** The hops of each lookup that {@link #run} made, by number of peers and arity. */
    public SortedMap<Integer, Map<Integer, List<Integer>>> hops() {
        return hops;
    }

    private List<Row> hops(CorrectRing ring, int k) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < lookups; i++) {
            RingPosition position = new RingPosition(random.nextLong());
            PeerContact asker = ring.peers().get(random.nextInt(ring.peers().size()));
            TracedLookup lookup = new TracedLookup(position, asker);
            Turn end = ring.lead(lookup, _ -> true);
            PeerContact right = ring.responsible(position, _ -> true);
            if (!end.equals(new Turn.Done(right)))
                throw new IllegalStateException(
                        "seed %d: lookup of %s from %s is %s, not %s"
                                .formatted(seed, position, asker.id(), end, right));
            all.add(lookup.path().size() - 1);
        }
        all.sort(null);
        hops.computeIfAbsent(ring.peers().size(), _ -> new TreeMap<>()).put(k, all);
        double levels = levels(ring, k);
        double mean = all.stream().mapToInt(Integer::intValue).average().orElse(0);
        int most = all.get((int) Math.ceil(0.999 * lookups) - 1);
        int allowed = (int) Math.ceil(levels) + 1;
        String title = title(ring, k);
        return List.of(
                new Row(
                        title + ": hops, mean",
                        "%s (max %d)".formatted(two(mean), all.getLast()),
                        "log_k N + 1/2 = " + two(levels + 0.5),
                        mean <= levels + 0.5),
                new Row(
                        title + ": hops, 99.9 %",
                        "at most " + most,
                        "⌈log_k N⌉ + 1 = " + allowed,
                        most <= allowed));
    }

    private Row tables(CorrectRing ring, int k) {
        List<Integer> sizes =
                ring.peers().stream().map(peer -> ring.table(peer).size()).sorted().toList();
        double mean = sizes.stream().mapToInt(Integer::intValue).average().orElse(0);
        double allowed = (k - 1) * levels(ring, k) + SUCCESSORS + 1;
        return new Row(
                title(ring, k) + ": table entries",
                "at most %d (mean %s)".formatted(sizes.getLast(), two(mean)),
                "(k - 1) log_k N + s + 1 = " + two(allowed),
                sizes.getLast() <= allowed);
    }

    /** One peer in five is dead, no table knows it yet, and only who is asked shows it. */
    private Row massFailure(CorrectRing ring, int k) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<PeerId> dead = new TreeSet<>();
        int size = ring.peers().size();
        while (dead.size() < size / 5) dead.add(ring.peers().get(random.nextInt(size)).id());
        Predicate<PeerContact> alive = peer -> !dead.contains(peer.id());
        int right = 0;
        long unanswered = 0;
        for (int i = 0; i < lookups; i++) {
            RingPosition position = new RingPosition(random.nextLong());
            PeerContact asker = ring.responsible(new RingPosition(random.nextLong()), alive);
            TracedLookup lookup = new TracedLookup(position, asker);
            Turn end = ring.lead(lookup, alive);
            if (end.equals(new Turn.Done(ring.responsible(position, alive)))) right++;
            unanswered += lookup.silent().size();
        }
        double share = right / (double) lookups;
        return new Row(
                title(ring, k) + ": right, 20 % just dead",
                "%.3f %% (unanswered questions: %s each)"
                        .formatted(100 * share, two(unanswered / (double) lookups)),
                "99.9 %",
                share >= RIGHT_BAR);
    }

    private static String title(CorrectRing ring, int k) {
        return String.format(Locale.ROOT, "N = %,d, k = %d", ring.peers().size(), k);
    }

    private static double levels(CorrectRing ring, int k) {
        return Math.log(ring.peers().size()) / Math.log(k);
    }

    private static String two(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
