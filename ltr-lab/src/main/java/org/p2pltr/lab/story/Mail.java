package org.p2pltr.lab.story;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.p2pltr.lab.scenario.LabNetwork;
import org.p2pltr.lab.scenario.LabPeer;
import org.p2pltr.sim.Letter;

/**
 * The scenario's hand on the letters between peers: it loses some, keeps some back, and has copies
 * of some delivered again later.
 */
final class Mail {
    private final LabNetwork network;
    private final List<Predicate<Letter>> lost = new ArrayList<>();
    private final List<Predicate<Letter>> copied = new ArrayList<>();
    private final List<Letter> kept = new ArrayList<>();

    Mail(LabNetwork network) {
        this.network = network;
        network.simulation().network().gate(this::passes);
    }

    private boolean passes(Letter letter) {
        for (Predicate<Letter> each : copied) if (each.test(letter)) kept.add(letter);
        return lost.stream().noneMatch(each -> each.test(letter));
    }

    /** From here on these do not arrive. */
    Mail loses(Predicate<Letter> which) {
        lost.add(which);
        return this;
    }

    /** From here on these arrive, and a copy of each is kept. */
    Mail copies(Predicate<Letter> which) {
        copied.add(which);
        return this;
    }

    /** From here on these do not arrive but are kept. */
    Mail keeps(Predicate<Letter> which) {
        return copies(which).loses(which);
    }

    /** All letters pass again; what was kept stays kept. */
    Mail opens() {
        lost.clear();
        copied.clear();
        return this;
    }

    /** True if such a letter was kept. */
    boolean has(Predicate<Letter> which) {
        return kept.stream().anyMatch(which);
    }

    /** Kept letters are on their way, in the order in which they were sent. */
    void delivers(Predicate<Letter> which) {
        kept.stream().filter(which).forEach(network.simulation().network()::again);
    }

    /** Letters of a kind. */
    static Predicate<Letter> carrying(Class<?> type) {
        return letter -> type.isInstance(letter.message());
    }

    /** Letters from a peer. */
    static Predicate<Letter> sentBy(LabPeer peer) {
        return letter -> letter.from() == peer.machine();
    }

    /** Letters to a peer. */
    static Predicate<Letter> sentTo(LabPeer peer) {
        return letter -> letter.to() == peer.machine();
    }
}
