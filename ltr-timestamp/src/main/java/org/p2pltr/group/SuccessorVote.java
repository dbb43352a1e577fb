package org.p2pltr.group;

import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.p2pltr.env.Invariant;
import org.p2pltr.id.PeerId;

/**
 * A session's vote on the successor of its configuration: one value per session, the one that an
 * earlier session may have got chosen first of all. Source: master-group.md §9.
 */
final class SuccessorVote {
    private final GroupSettings settings;
    private final Rules rules;
    private final Config config;
    private final Ballot ballot;
    private Step step = new Step.None();

    private sealed interface Step {
        record None() implements Step {}

        record Copying(CopyingAhead copying) implements Step {}

        record Proposed(Config next, TreeSet<PeerId> accepted, Resend resend) implements Step {}

        record Chosen(Config next) implements Step {}
    }

    SuccessorVote(GroupSettings settings, Rules rules, Config config, Ballot ballot) {
        this.settings = settings;
        this.rules = rules;
        this.config = config;
        this.ballot = ballot;
    }

    /** True if nothing was proposed yet. */
    boolean isOpen() {
        return step instanceof Step.None || step instanceof Step.Copying;
    }

    boolean isUnderWay() {
        return step instanceof Step.Proposed || step instanceof Step.Copying;
    }

    /** The successor, once a majority has accepted it. */
    Optional<Config> chosen() {
        return step instanceof Step.Chosen(Config next) ? Optional.of(next) : Optional.empty();
    }

    /**
     * Proposes a successor when its new members hold a copy of this member's documents; another one
     * that was still being prepared is given up.
     */
    void copyAhead(Config next, Acceptor source, BiPredicate<PeerId, Duration> isAlive, Turn turn) {
        if (!isOpen()
                || (step instanceof Step.Copying(CopyingAhead present)
                        && present.next().equals(next))) return;
        CopyingAhead copying =
                new CopyingAhead(config, next, source, settings, isAlive, turn.now());
        step = new Step.Copying(copying);
        copying.begin(turn);
        proposeCopied(copying, turn);
    }

    /** Nothing is to change: gives up what was still being prepared. */
    void stay() {
        if (step instanceof Step.Copying) step = new Step.None();
    }

    /** A newcomer has taken a page. */
    void kept(PeerId from, GroupMessage.AheadKept kept, Turn turn) {
        if (!(step instanceof Step.Copying(CopyingAhead copying))) return;
        copying.kept(from, kept, turn);
        proposeCopied(copying, turn);
    }

    private void proposeCopied(CopyingAhead copying, Turn turn) {
        if (copying.isReady(turn.now())) propose(copying.next(), turn);
    }

    /** Proposes a successor, unless this session has proposed one already; it is active. */
    void propose(Config next, Turn turn) {
        Invariant.check(config.precedes(next), "ConfigChain", config, next);
        if (!isOpen()) return;
        step =
                new Step.Proposed(
                        next,
                        new TreeSet<>(),
                        new Resend(turn.now(), settings.resend(), settings.resendMost()));
        for (PeerId member : config.members()) send(member, next, turn);
    }

    void accepted(PeerId from, GroupMessage.AcceptedNext accepted, Turn turn) {
        if (!accepted.ballot().equals(ballot) || !config.has(from)) return;
        if (!(step instanceof Step.Proposed proposed)) return;
        proposed.accepted().add(from);
        if (proposed.accepted().size() < rules.successorQuorum(config)) return;
        step = new Step.Chosen(proposed.next());
        turn.reportNow(
                config.cell(), new GroupEvent.NextChosen(config.cell(), ballot, proposed.next()));
    }

    void tick(Turn turn) {
        if (step instanceof Step.Copying(CopyingAhead copying)) {
            copying.tick(turn);
            proposeCopied(copying, turn);
        }
        if (!(step instanceof Step.Proposed proposed) || !proposed.resend().isDue(turn.now()))
            return;
        for (PeerId member : config.members())
            if (!proposed.accepted().contains(member)) send(member, proposed.next(), turn);
    }

    private void send(PeerId member, Config next, Turn turn) {
        turn.sendNow(
                config.cell(), member, new GroupMessage.AcceptNext(config.cell(), ballot, next));
    }
}
