package org.p2pltr.group;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.p2pltr.id.PeerId;

/**
 * Tells the members of a chosen configuration and of the one before, until enough have installed
 * it. Source: master-group.md §9, steps 3 and 5.
 */
final class Announcer {
    private final PeerId self;
    private final Lineage lineage;
    private final Resend resend;
    private final TreeSet<PeerId> installed = new TreeSet<>();
    private final TreeSet<PeerId> answered = new TreeSet<>();

    Announcer(PeerId self, Lineage lineage, GroupSettings settings, Duration due) {
        this.self = self;
        this.lineage = lineage;
        this.resend = Resend.startingAt(due, settings.pullResend(), settings.pullResendMost());
    }

    Lineage lineage() {
        return lineage;
    }

    void tick(Turn turn) {
        if (!resend.isDue(turn.now())) return;
        for (PeerId peer : audience()) {
            boolean knows = installed.contains(peer) || isLeaverThatKnows(peer);
            if (!knows) turn.send(lineage.cell(), peer, new GroupMessage.Announce(lineage, false));
        }
    }

    /** A peer has, or has not, installed it. */
    void answered(PeerId from, GroupMessage.Installed answer) {
        answered.add(from);
        if (answer.yes() && lineage.config().has(from)) installed.add(from);
    }

    boolean isDone() {
        return installed.size() >= lineage.config().quorum();
    }

    /** Tells everyone that those who left may let go. */
    void tellDone(Turn turn) {
        for (PeerId peer : audience())
            turn.send(lineage.cell(), peer, new GroupMessage.Announce(lineage, true));
    }

    private boolean isLeaverThatKnows(PeerId peer) {
        return !lineage.config().has(peer) && answered.contains(peer);
    }

    private Set<PeerId> audience() {
        Set<PeerId> all = new LinkedHashSet<>(lineage.previous().members());
        all.addAll(lineage.config().members());
        all.remove(self);
        return all;
    }
}
