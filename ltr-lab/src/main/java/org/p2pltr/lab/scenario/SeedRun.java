package org.p2pltr.lab.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.group.GroupSettings;
import org.p2pltr.id.PeerId;
import org.p2pltr.lab.fault.FaultSchedule;
import org.p2pltr.sim.NetworkFaults;
import org.p2pltr.sync.UserRequest;

/**
 * One network, its people and its misfortunes, all drawn from one seed: it forms, then everybody
 * edits the same few pages while peers crash and links fail, then all is healed and must agree.
 */
public final class SeedRun {
    private static final Duration FAULTS = Duration.ofSeconds(25);
    private static final int MOST_PEERS = 7;
    private static final List<String> PAGES = List.of("Home", "Ideas", "Log book");

    private final long seed;
    private final LabNetwork network;
    private final RandomGenerator random;
    private final Typist typist;
    private final List<LabPeer.Save> saves = new ArrayList<>();
    private int answered;

    /**
     * What a run was.
     *
     * @param events of the simulation
     * @param saves that were answered
     * @param publishes timestamps given
     * @param faults that began
     * @param time virtual time from the beginning to agreement
     * @param trace equal for two runs that were the same, event by event
     */
    public record Outcome(
            long seed,
            long events,
            long saves,
            long publishes,
            long faults,
            Duration time,
            long trace) {}

    private SeedRun(long seed, Consumer<String> story) {
        this.seed = seed;
        LabSettings settings = settings(seed);
        this.network =
                LabNetwork.of(settings.peers()).with(settings).seed(seed).telling(story).start();
        this.random = network.simulation().random();
        this.typist = new Typist(random);
    }

    /** Three to six peers; some networks pass bytes, some change their groups all the time. */
    private static LabSettings settings(long seed) {
        LabSettings usual =
                LabSettings.of(3 + (int) Math.floorMod(seed, 4L)).throughBytes(seed % 5 == 0);
        if (seed % 3 != 0) return usual;
        return usual.groups(
                GroupSettings.DEFAULT
                        .withStableRing(Duration.ofSeconds(1))
                        .withReplaceAfter(Duration.ofSeconds(6)));
    }

    /** The one command that repeats a seed. */
    public static String repeat(long seed) {
        return "./ltr lab run --seeds 1 --first-seed " + seed;
    }

    /** Runs a seed. Throws AssertionError that names what broke and how to repeat it. */
    public static Outcome run(long seed) {
        return run(seed, LabNetwork.SILENCE);
    }

    /** Runs a seed and tells each event in a line. */
    public static Outcome run(long seed, Consumer<String> story) {
        try {
            return new SeedRun(seed, story).run();
        } catch (AssertionError | RuntimeException why) {
            throw new AssertionError(why.getMessage() + "; repeat: " + repeat(seed), why);
        }
    }

    private Outcome run() {
        if (random.nextInt(3) == 0)
            network.usually(NetworkFaults.NONE.withLoss(0.02).withDuplication(0.02));
        network.faults().play(FaultSchedule.random(random, network.peers().size(), FAULTS));
        Duration end = network.simulation().now().plus(FAULTS);
        while (network.simulation().now().compareTo(end) < 0) {
            long pause = (long) (250 * random.nextExponential());
            network.runFor(Duration.ofMillis(pause));
            act(network.peer(random.nextInt(network.peers().size())));
            if (random.nextInt(MOST_PEERS * 30) == 0 && network.peers().size() < MOST_PEERS)
                network.join();
            settle();
        }
        network.faults().healAll();
        network.usually(NetworkFaults.NONE);
        for (LabPeer peer : network.peers()) peer.online();
        network.checkAgreement();
        settle();
        return outcome();
    }

    private void act(LabPeer peer) {
        if (!peer.machine().isUp() || peer.machine().isPaused()) return;
        int kind = random.nextInt(25);
        if (kind == 0) {
            peer.tryOnline(false);
        } else if (kind == 1) {
            peer.tryOnline(true);
        } else if (kind == 2) {
            peer.tryAsk(new UserRequest.SyncNow());
        } else if (kind < 7) {
            PeerId whom = network.peer(random.nextInt(network.peers().size())).machine().id();
            peer.tryAsk(new Curious.AskForLast(whom, new DocumentKey(page())));
        } else {
            String page = page();
            peer.startSave(page, typist::edit).ifPresent(saves::add);
        }
    }

    private String page() {
        return PAGES.get(random.nextInt(PAGES.size()));
    }

    private void settle() {
        List<LabPeer.Save> open = new ArrayList<>();
        for (LabPeer.Save save : saves) {
            if (!save.ask().isAnswered()) {
                open.add(save);
            } else if (save.settle(network)) {
                answered++;
            } else {
                throw network.simulation().failure("a save was answered " + save.ask().reply());
            }
        }
        saves.clear();
        saves.addAll(open);
    }

    private Outcome outcome() {
        long publishes = 0;
        for (DocumentKey document : network.documents())
            publishes += network.peer(0).version(document.name());
        return new Outcome(
                seed,
                network.simulation().events(),
                answered,
                publishes,
                network.faults().played(),
                network.simulation().now(),
                network.simulation().trace());
    }
}
