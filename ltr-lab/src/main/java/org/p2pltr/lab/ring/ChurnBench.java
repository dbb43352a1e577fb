package org.p2pltr.lab.ring;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.p2pltr.ring.RoutedSettings;
import org.p2pltr.sim.SimulatedNetwork;

/**
 * Rings whose peers come and go all the time: sessions last an exponentially distributed time, each
 * ends with a crash, and a new peer begins to join at that moment. The peers' own ring beside one
 * that mends itself only periodically ({@link ChordPeer}), in the same simulator.
 */
public final class ChurnBench {
    /** Half of the sessions are shorter. */
    static final Duration HALF_LIFE = Duration.ofMinutes(10);

    /** Idle, then churn, then idle again. */
    static final Duration IDLE = Duration.ofMinutes(1);

    static final Duration BIN = Duration.ofSeconds(10);
    private static final Duration TICK = Duration.ofMillis(100);
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double LOOKUPS_PER_TICK = 2;
    private static final double RIGHT_BAR = 0.999;

    private final long seed;
    private final int size;
    private final Duration churn;
    private final PrintStream progress;

    /** How the two fared. */
    public record Outcome(List<Row> rows, Timeline ours, Timeline chord) {
        public Outcome {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Rings of that many peers.
     *
     * @param churn for how long they come and go
     * @param progress gets a line when a part begins
     */
    public ChurnBench(long seed, int size, Duration churn, PrintStream progress) {
        this.seed = seed;
        this.size = size;
        this.churn = churn;
        this.progress = progress;
    }

    /** Runs both. */
    public Outcome run() {
        progress.println("%,d simulated peers come and go …".formatted(size));
        Timeline ours = run(new RoutedWorld(seed, RoutedSettings.DEFAULT));
        progress.println("%,d peers of Chord come and go …".formatted(size));
        Timeline chord = run(RoutedWorld.ofChord(seed));
        return new Outcome(List.of(right(ours, chord), bytes(ours, chord)), ours, chord);
    }

    private Timeline run(RoutedWorld world) {
        world.grow(size);
        Duration beginning = world.simulation().now();
        Duration end = beginning.plus(IDLE).plus(churn).plus(IDLE);
        Timeline timeline = new Timeline(BIN);
        SimulatedNetwork network = world.simulation().network();
        long bytes = network.bytes();
        Duration binEnd = beginning.plus(BIN);
        while (world.simulation().now().compareTo(end) < 0) {
            Duration at = world.simulation().now().minus(beginning);
            boolean churns = at.compareTo(IDLE) >= 0 && at.compareTo(IDLE.plus(churn)) < 0;
            if (churns) comeAndGo(world);
            for (int i = 0; i < LOOKUPS_PER_TICK; i++) world.ask();
            world.run(TICK);
            timeline.add(world.judge(PATIENCE), beginning);
            if (world.simulation().now().compareTo(binEnd) >= 0) {
                double perPeer = (double) (network.bytes() - bytes) / (size * BIN.toSeconds());
                timeline.addBytes(binEnd.minus(beginning).minus(TICK), perPeer);
                bytes = network.bytes();
                binEnd = binEnd.plus(BIN);
            }
        }
        world.run(PATIENCE);
        timeline.add(world.judge(Duration.ZERO), beginning);
        return timeline;
    }

    /** So many sessions as end on average in a tick; a whole number at random about it. */
    private void comeAndGo(RoutedWorld world) {
        double ends = size * Math.log(2) * TICK.toMillis() / HALF_LIFE.toMillis();
        while (ends > 0) {
            if (world.simulation().random().nextDouble() < ends) {
                world.crash(world.any(world.members()));
                world.start();
            }
            ends--;
        }
    }

    private Row right(Timeline ours, Timeline chord) {
        double share = share(ours);
        return new Row(
                title("right"),
                String.format(
                        Locale.ROOT,
                        "%.3f %% of %,d (periodic: %.3f %%)",
                        100 * share,
                        ours.all(IDLE, IDLE.plus(churn)),
                        100 * share(chord)),
                "99.9 %",
                share >= RIGHT_BAR);
    }

    private double share(Timeline timeline) {
        Duration end = IDLE.plus(churn);
        return timeline.right(IDLE, end) / (double) timeline.all(IDLE, end);
    }

    private Row bytes(Timeline ours, Timeline chord) {
        Duration end = IDLE.plus(churn);
        return new Row(
                title("bytes per peer and second"),
                String.format(
                        Locale.ROOT,
                        "%,.0f (periodic: %,.0f)",
                        ours.bytesPerPeerAndSecond(IDLE, end),
                        chord.bytesPerPeerAndSecond(IDLE, end)),
                "printed beside periodic",
                true);
    }

    private String title(String what) {
        return String.format(
                Locale.ROOT, "N = %,d, half-life %d min: %s", size, HALF_LIFE.toMinutes(), what);
    }
}
