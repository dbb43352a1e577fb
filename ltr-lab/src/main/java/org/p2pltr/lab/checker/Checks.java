package org.p2pltr.lab.checker;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.sim.Simulation;

/**
 * All invariants of one run. What one of them throws while a role is at work is kept, so that it
 * stops the simulation after the event and not the peer.
 */
public final class Checks implements org.p2pltr.sim.Check {
    private final List<Check> checks;
    private final List<AssertionError> broken = new ArrayList<>();
    private final LostHistory lost = new LostHistory();
    private long sightings;

    /** These checks. */
    public Checks(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /** All named invariants, fresh, and some more. */
    public static Checks all(Check... more) {
        List<Check> all =
                new ArrayList<>(
                        List.of(
                                new OneValidatedPatchPerTimestamp(),
                                new TimestampsWithoutGap(),
                                new ExactlyOnce(),
                                new ValidatedIsNeverLost(),
                                new OneConfigPerNumber(),
                                new AnswersKeepRealTimeOrder(),
                                new PromiseNeverGoesBack(),
                                new OnlyCommittedEntriesInTheLog(),
                                new NothingTypedIsLost(),
                                new HeadsAgree(),
                                new ReplicasEqualTheLog()));
        all.addAll(List.of(more));
        return new Checks(all);
    }

    @Override
    public String name() {
        return "invariants";
    }

    /** Something happened. */
    public void see(Sighting told) {
        sightings++;
        Sighting sighting = lost.asFarAsKnown(told);
        if (lost.isOnlyOf(told)) return;
        for (Check check : checks) {
            try {
                check.sees(sighting);
            } catch (AssertionError why) {
                broken.add(named(check, why));
            }
        }
    }

    /** Something happened that must never happen, whatever the invariant. */
    public void breaks(String what) {
        broken.add(new AssertionError(what));
    }

    /** True if a recovery by hand has cut the document's history. */
    public boolean isCut(DocumentKey document) {
        return lost.isCut(document);
    }

    /** True if this was validated once and a recovery by hand has lost it. */
    public boolean isLost(DocumentKey document, Head head) {
        return lost.isLost(document, head);
    }

    /** How much was seen. */
    public long sightings() {
        return sightings;
    }

    @Override
    public void check(Simulation simulation) {
        if (!broken.isEmpty()) throw broken.getFirst();
    }

    /** The network is quiet. Throws AssertionError that names the invariant broken. */
    public void quiet(QuietNetwork network) {
        if (!broken.isEmpty()) throw broken.getFirst();
        List<QuietNetwork.LogCopy> copies =
                network.copies().stream()
                        .filter(c -> !isLost(c.document(), c.entry().header().head()))
                        .toList();
        QuietNetwork present =
                new QuietNetwork(network.id(), network.replicas(), copies, network.copiesWanted());
        for (Check check : checks) {
            try {
                check.quiet(present);
            } catch (AssertionError why) {
                throw named(check, why);
            }
        }
    }

    private static AssertionError named(Check check, AssertionError why) {
        return new AssertionError(check.name() + ": " + why.getMessage(), why);
    }
}
