package org.p2pltr.lab.ring;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.p2pltr.ring.RoutedSettings;
import org.p2pltr.sim.SimulatedNetwork;
import org.p2pltr.sim.SimulatedPeer;

/** What ring.md, "Must show", asks for of the ring's role, in a simulated network. */
public final class RoutedBench {
    /** A peer joins this often while the ring grows. */
    private static final Duration JOIN_PAUSE = Duration.ofMillis(50);

    private static final Duration SETTLED = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofSeconds(20);
    private static final int CHANGES = 200;
    private static final int LOOKUPS = 5_000;
    private static final double RIGHT_BAR = 0.999;
    private static final double IDLE_BAR_BYTES = 2_000;

    private final RoutedWorld world;
    private final int size;
    private final PrintStream progress;

    /**
     * A ring of that many peers from a seed.
     *
     * @param progress gets a line when a part begins
     */
    public RoutedBench(long seed, int size, PrintStream progress) {
        this.world = new RoutedWorld(seed, RoutedSettings.DEFAULT);
        this.size = size;
        this.progress = progress;
    }

    /** All rows. Throws SimulationFailure if not all peers get in within ten minutes. Used once. */
    public List<Row> run() {
        progress.println("%,d simulated peers join …".formatted(size));
        for (int i = 0; i < size; i++) {
            world.start();
            world.run(JOIN_PAUSE);
        }
        world.simulation()
                .mustReach(
                        "all peers in the ring",
                        Duration.ofMinutes(10),
                        () -> world.simulation().events() % 1_000 == 0 && allIn());
        world.run(SETTLED);
        return List.of(idle(), joinsAndLeaves(), massFailure());
    }

    private boolean allIn() {
        return world.members().size() == size;
    }

    private Row idle() {
        progress.println("idle …");
        SimulatedNetwork network = world.simulation().network();
        long bytes = network.bytes();
        long messages = network.sent();
        world.run(IDLE);
        double perPeer = (double) IDLE.toSeconds() * size;
        double bytesPerSecond = (network.bytes() - bytes) / perPeer;
        return new Row(
                title("idle, per peer and second"),
                String.format(
                        Locale.ROOT,
                        "%,.0f bytes, %.1f messages",
                        bytesPerSecond,
                        (network.sent() - messages) / perPeer),
                "2,000 bytes",
                bytesPerSecond <= IDLE_BAR_BYTES);
    }

    private Row joinsAndLeaves() {
        progress.println("joins and leaves …");
        for (int i = 0; i < CHANGES; i++) {
            boolean leaves = world.simulation().random().nextBoolean();
            if (leaves) world.leave(world.any(world.members()));
            else world.start();
            for (int asked = 0; asked < LOOKUPS / CHANGES; asked++) {
                world.ask();
                world.run(Duration.ofMillis(4));
            }
        }
        world.run(SETTLED);
        RoutedWorld.Score score = world.score();
        return new Row(
                title(CHANGES + " joins and leaves: false lookups"),
                "%d of %,d".formatted(score.all() - score.right(), score.all()),
                "0",
                score.right() == score.all());
    }

    /** The lookups are asked at the moment of the failure, before anybody can have noticed it. */
    private Row massFailure() {
        progress.println("mass failure …");
        int crashes = world.members().size() / 5;
        for (int i = 0; i < crashes; i++) {
            SimulatedPeer victim = world.any(world.members());
            victim.crash();
        }
        for (int i = 0; i < LOOKUPS; i++) world.ask();
        world.run(SETTLED);
        RoutedWorld.Score score = world.score();
        double share = score.right() / (double) score.all();
        return new Row(
                title("right, asked as 20 % crash"),
                String.format(
                        Locale.ROOT,
                        "%.3f %% (%d wrong, %d unanswered)",
                        100 * share,
                        score.wrong(),
                        score.unanswered()),
                "99.9 %",
                share >= RIGHT_BAR);
    }

    private String title(String what) {
        return String.format(Locale.ROOT, "N = %,d, role: %s", size, what);
    }
}
