package org.p2pltr.lab.ring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What happened in a world over time, in bins of one length: lookups by when asked, and bytes. */
final class Timeline {
    private final Duration bin;
    private final TreeMap<Long, int[]> lookups = new TreeMap<>();
    private final TreeMap<Long, Double> bytes = new TreeMap<>();

    /** A value at a place: seconds from the beginning to the middle of a bin, or another count. */
    record Point(double at, double value) {}

    Timeline(Duration bin) {
        this.bin = bin;
    }

    void add(List<RoutedWorld.Judged> judged, Duration beginning) {
        for (RoutedWorld.Judged each : judged) {
            if (each.verdict() == RoutedWorld.Verdict.ASKER_GONE) continue;
            int[] counts =
                    lookups.computeIfAbsent(
                            binOf(each.askedAt().minus(beginning)), _ -> new int[2]);
            counts[0]++;
            if (each.verdict() == RoutedWorld.Verdict.RIGHT) counts[1]++;
        }
    }

    /** Adds bytes per peer and second that were sent in the bin that holds this time. */
    void addBytes(Duration at, double perPeerAndSecond) {
        bytes.put(binOf(at), perPeerAndSecond);
    }

    private long binOf(Duration at) {
        return Math.floorDiv(at.toMillis(), bin.toMillis());
    }

    int all(Duration from, Duration to) {
        return sum(from, to, 0);
    }

    int right(Duration from, Duration to) {
        return sum(from, to, 1);
    }

    private int sum(Duration from, Duration to, int which) {
        return lookups.subMap(binOf(from), binOf(to)).values().stream()
                .mapToInt(counts -> counts[which])
                .sum();
    }

    double bytesPerPeerAndSecond(Duration from, Duration to) {
        return bytes.subMap(binOf(from), binOf(to)).values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }

    /** Per cent of the lookups asked in each bin that ended right. */
    List<Point> shareRight() {
        List<Point> points = new ArrayList<>();
        lookups.forEach((at, counts) -> points.add(point(at, 100.0 * counts[1] / counts[0])));
        return points;
    }

    List<Point> bytes() {
        List<Point> points = new ArrayList<>();
        bytes.forEach((at, value) -> points.add(point(at, value)));
        return points;
    }

    private Point point(long at, double value) {
        return new Point((at + 0.5) * bin.toMillis() / 1000.0, value);
    }
}
