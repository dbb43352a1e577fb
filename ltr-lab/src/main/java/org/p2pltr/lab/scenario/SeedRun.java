package org.p2pltr.lab.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.id.PeerId;
import org.p2pltr.sim.NetworkFaults;
import org.p2pltr.sync.UserRequest;

/**
 * One network, its people and its misfortunes, all drawn from one seed: it forms, then everybody
 * edits while peers crash and links fail, then all is healed and must agree.
 */
public final class SeedRun {
    private final SeedPlan plan;
    private final LabNetwork network;
    private final Typist typist;
    private final SecondThoughts second;
    private final List<LabPeer.Save> saves = new ArrayList<>();
    private int answered;

    /**
     * What a run was.
     *
     * @param events of the simulation
     * @param saves that were answered
     * @param publishes timestamps given
     * @param faults that began
     * @param kinds of faults that began
     * @param tally of what happened
     * @param time virtual time from the beginning to agreement
     * @param trace equal for two runs that were the same, event by event
     */
    public record Outcome(
            long seed,
            long events,
            long saves,
            long publishes,
            long faults,
            SortedMap<String, Integer> kinds,
            SortedMap<String, Long> tally,
            Duration time,
            long trace) {}

    private SeedRun(SeedPlan plan, Cast cast, Consumer<String> story) {
        this.plan = plan;
        LabSettings settings = plan.settings();
        this.network =
                LabNetwork.of(settings.peers())
                        .with(settings)
                        .with(cast)
                        .seed(plan.seed())
                        .telling(story)
                        .start();
        this.second = new SecondThoughts(network);
        this.typist = new Typist(new SplittableRandom(plan.seed()));
    }

    /** Runs a seed. Throws AssertionError that names what broke and how to repeat it. */
    public static Outcome run(long seed) {
        return run(SeedPlan.of(seed), Cast.USUAL, LabNetwork.SILENCE);
    }

    /** Runs a plan, tells each event in a line. Throws as {@link #run(long)}. */
    public static Outcome run(SeedPlan plan, Consumer<String> story) {
        return run(plan, Cast.USUAL, story);
    }

    /** Runs a plan with other roles. */
    static Outcome run(SeedPlan plan, Cast cast) {
        return run(plan, cast, LabNetwork.SILENCE);
    }

    private static Outcome run(SeedPlan plan, Cast cast, Consumer<String> story) {
        try {
            return new SeedRun(plan, cast, story).run();
        } catch (AssertionError | RuntimeException why) {
            throw new AssertionError(why.getMessage() + "; repeat: " + plan.command(), why);
        }
    }

    private Outcome run() {
        Duration start = network.simulation().now();
        network.usually(plan.usual());
        network.faults().play(plan.faults());
        for (Operation each : plan.operations()) {
            Duration wait = start.plus(each.at()).minus(network.simulation().now());
            if (wait.isPositive()) network.runFor(wait);
            act(network.peer(each.peer()), each.act());
            settle();
        }
        Duration rest = start.plus(plan.drawn().end()).minus(network.simulation().now());
        if (rest.isPositive()) network.runFor(rest);
        network.faults().healAll();
        network.usually(NetworkFaults.NONE);
        network.runUntilRestored();
        for (LabPeer peer : network.peers()) peer.online();
        // A majority is lost at every twelfth seed only.
        boolean isEven = plan.seed() / 12 % 2 == 0;
        Operator.recover(
                network,
                isEven ? Operator.Absence.SWITCHED_OFF : Operator.Absence.CUT_OFF,
                this::saveEverywhere);
        boolean isLost =
                network.faults().kinds().containsKey("MajorityLost") && LabLog.hasHole(network);
        // Nobody can read such a page on, which is a limit that the protocol tells.
        if (isLost) network.tally().add(Tally.HISTORY_LOST);
        else network.checkAgreement();
        settle();
        return outcome();
    }

    private void act(LabPeer peer, Operation.Act act) {
        if (!peer.machine().isUp() || peer.machine().isPaused()) return;
        switch (act) {
            case Operation.Act.Save(int page) ->
                    peer.startSave(name(page), typist::edit).ifPresent(saves::add);
            case Operation.Act.Online(boolean on) -> peer.tryOnline(on);
            case Operation.Act.Sync _ -> peer.tryAsk(new UserRequest.SyncNow());
            case Operation.Act.Squash(int page) -> second.squash(peer, name(page));
            case Operation.Act.Discard(int page) -> second.discard(peer, name(page));
            case Operation.Act.Undo(int page, int before) -> second.undo(peer, name(page), before);
            case Operation.Act.AskLast(int page, int whom) -> {
                PeerId asked = network.peer(whom).machine().id();
                peer.tryAsk(new Curious.AskForLast(asked, new DocumentKey(name(page))));
            }
        }
    }

    private void saveEverywhere(LabPeer peer) {
        for (DocumentKey document : network.documents())
            peer.startSave(document.name(), typist::edit).ifPresent(saves::add);
    }

    private static String name(int page) {
        return "Page " + page;
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
                plan.seed(),
                network.simulation().events(),
                answered,
                publishes,
                network.faults().played(),
                network.faults().kinds(),
                network.tally().counts(),
                network.simulation().now(),
                network.simulation().trace());
    }
}
