package org.p2pltr.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.catalog.Catalog;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.UserMessage;

/**
 * One mastership of one cell: a ballot, from its first prepare until somebody else has a higher one
 * or the configuration is over. Nothing of it is durable. Its messages leave at once but for the
 * first prepare, which waits until its ballot is durable here. Source: master-group.md §5.
 */
final class Session {
    /** Most requests that wait for the next confirmation; more: Busy. */
    static final int MAX_UNCONFIRMED = 4096;

    private final GroupSettings settings;
    private final Rules rules;
    private final Config config;
    private final Ballot ballot;
    private final Catalog catalog;
    private final TreeMap<Long, Round> rounds = new TreeMap<>();
    private final TreeSet<PeerId> promised = new TreeSet<>();
    private final MasteredDocuments documents;
    private final List<Waiting> unconfirmed = new ArrayList<>();
    private final SuccessorVote successor;
    private boolean active;
    private boolean confirming;
    private boolean nextReported;
    private Optional<Round.Moment> leased = Optional.empty();
    private long lastRound;

    Session(
            Genesis genesis,
            GroupSettings settings,
            Rules rules,
            Config config,
            Ballot ballot,
            Catalog catalog) {
        this.settings = settings;
        this.rules = rules;
        this.config = config;
        this.ballot = ballot;
        this.catalog = catalog;
        this.documents = new MasteredDocuments(this, genesis, settings);
        this.successor = new SuccessorVote(settings, rules, config, ballot);
    }

    Rules rules() {
        return rules;
    }

    Config config() {
        return config;
    }

    Ballot ballot() {
        return ballot;
    }

    /** True once a majority has promised: this peer is master. */
    boolean isActive() {
        return active;
    }

    Catalog catalog() {
        return catalog;
    }

    /** The documents of the cell. */
    MasteredDocuments documents() {
        return documents;
    }

    /** True if nothing is under way, so that no clock need be watched. */
    boolean isQuiet() {
        return rounds.isEmpty() && !successor.isUnderWay() && documents.isQuiet();
    }

    /**
     * Asks for the first promises, with a first page of documents; the ballot has been written in
     * the cell's lane before.
     */
    void begin(Turn turn) {
        ask(
                new Round.Purpose.Begin(),
                new GroupMessage.Scope.Page(new GroupMessage.Place.Start()),
                turn);
    }

    void promised(PeerId from, GroupMessage.Promise promise, Turn turn) {
        if (!promise.ballot().equals(ballot) || !config.has(from)) return;
        promised.add(from);
        if (promise.next() instanceof Proposal.Accepted) nextReported = true;
        Round round = rounds.get(promise.round());
        if (round == null) return;
        round.promised(from, promise);
        if (round.promises().size() < rules.quorum(config)) return;
        rounds.remove(promise.round());
        if (round.isLeased()) leased = Optional.of(round.asked());
        switch (round.purpose()) {
            case Round.Purpose.Begin _ -> activate(round, turn);
            case Round.Purpose.Ready(DocumentKey document) ->
                    documents.found(
                            document,
                            round.promises().stream()
                                    .flatMap(each -> each.registers().stream())
                                    .map(GroupMessage.Held::register)
                                    .toList(),
                            turn);
            case Round.Purpose.Sweeping _ -> documents.swept(Sweep.join(round.promises()), turn);
            case Round.Purpose.Confirm(List<Waiting> waiting) -> confirmed(waiting, turn);
            case Round.Purpose.Doubt _ -> {}
        }
    }

    private void activate(Round round, Turn turn) {
        active = true;
        turn.reportNow(cell(), new GroupEvent.TookOver(cell(), ballot, config));
        List<Proposal.Accepted> seen =
                round.promises().stream()
                        .map(GroupMessage.Promise::next)
                        .filter(Proposal.Accepted.class::isInstance)
                        .map(Proposal.Accepted.class::cast)
                        .filter(accepted -> config.precedes(accepted.config()))
                        .toList();
        rules.adopted(seen).ifPresent(next -> successor.propose(next, turn));
        documents.swept(Sweep.join(round.promises()), turn);
    }

    /** The vote on what comes after the configuration. */
    SuccessorVote successor() {
        return successor;
    }

    /**
     * A member is heard again: another one may have become master meanwhile, and nobody would tell
     * a session that asks nothing; its subscribers would hear no news for ever.
     */
    void doubt(Turn turn) {
        if (active) ask(new Round.Purpose.Doubt(), new GroupMessage.Scope.Nothing(), turn);
    }

    /** Answers a request once a majority has promised again, in answer to a question after it. */
    void confirm(Waiting waiting, Turn turn) {
        confirmAll(List.of(waiting), turn);
    }

    /** Answers these too, when they are confirmed; those for whom there is no room at once. */
    void confirmAll(List<Waiting> more, Turn turn) {
        for (Waiting waiting : more) {
            if (rules.mayAnswerUnasked(holdsLease(turn))) {
                documents.answer(waiting, turn);
            } else if (unconfirmed.size() < MAX_UNCONFIRMED) {
                unconfirmed.add(waiting);
            } else {
                turn.sendNow(cell(), waiting.from(), new UserMessage.Busy(waiting.id()));
            }
        }
        confirm(turn);
    }

    /**
     * True if no other session can have answered anything since: a majority promised to nobody else
     * meanwhile, and no successor can have been chosen. The wall clock is looked at too, as the
     * other one stands still while a machine sleeps; that it is wrong or set costs a round only.
     */
    private boolean holdsLease(Turn turn) {
        if (leased.isEmpty() || nextReported || !successor.isOpen()) return false;
        Round.Moment asked = leased.get();
        Duration byWall = Duration.between(asked.wall(), turn.world().wallClock());
        return !rules.isLeaseOver(turn.now().minus(asked.uptime()))
                && !byWall.isNegative()
                && !rules.isLeaseOver(byWall);
    }

    private void confirm(Turn turn) {
        if (confirming || unconfirmed.isEmpty()) return;
        confirming = true;
        List<Waiting> waiting = List.copyOf(unconfirmed);
        unconfirmed.clear();
        ask(new Round.Purpose.Confirm(waiting), new GroupMessage.Scope.Nothing(), turn);
    }

    private void confirmed(List<Waiting> waiting, Turn turn) {
        confirming = false;
        for (Waiting each : waiting) {
            documents.answer(each, turn);
        }
        confirm(turn);
    }

    /** Asks every member; what comes of it depends on the purpose. */
    void ask(Round.Purpose purpose, GroupMessage.Scope scope, Turn turn) {
        GroupMessage.Prepare prepare = prepare(scope);
        Resend resend = new Resend(turn.now(), settings.resend(), settings.resendMost());
        Round.Moment now = new Round.Moment(turn.now(), turn.world().wallClock());
        rounds.put(lastRound, new Round(prepare, purpose, resend, now));
        for (PeerId member : config.members()) sendPrepare(member, prepare, turn);
    }

    private GroupMessage.Prepare prepare(GroupMessage.Scope scope) {
        return new GroupMessage.Prepare(cell(), ballot, ++lastRound, scope, settings.leases());
    }

    private void sendPrepare(PeerId member, GroupMessage.Prepare prepare, Turn turn) {
        // Before the session is active its ballot may not be durable here yet.
        if (active) {
            turn.sendNow(cell(), member, prepare);
        } else {
            turn.send(cell(), member, prepare);
        }
    }

    /**
     * A member can answer from now on: what it is to promise is asked again at once, and if that is
     * nothing it hears that there is a master.
     */
    void seated(PeerId member, Turn turn) {
        if (promised.contains(member)) return;
        for (Round round : rounds.values()) sendPrepare(member, round.message(), turn);
        if (rounds.isEmpty()) sendPrepare(member, prepare(new GroupMessage.Scope.Nothing()), turn);
    }

    /** Sends again what was not answered in time. */
    void tick(Turn turn) {
        for (Round round : List.copyOf(rounds.values())) {
            if (!round.resend().isDue(turn.now())) continue;
            for (PeerId member : config.members())
                if (!round.hasPromiseOf(member)) sendPrepare(member, round.message(), turn);
        }
        successor.tick(turn);
        if (active) documents.tick(turn);
    }

    /** Sends everyone away who waits for an answer: the session is over. */
    void end(List<PeerId> guesses, Turn turn) {
        List<MasteredDocument.Asker> all = documents.everybody();
        List<Waiting> waiting = new ArrayList<>(unconfirmed);
        for (Round round : rounds.values())
            if (round.purpose() instanceof Round.Purpose.Confirm(List<Waiting> asked))
                waiting.addAll(asked);
        waiting.forEach(each -> all.add(new MasteredDocument.Asker(each.from(), each.id())));
        for (MasteredDocument.Asker asker : all)
            turn.sendNow(
                    cell(), asker.from(), new UserMessage.Redirect(asker.id(), cell(), guesses));
    }

    Cell cell() {
        return config.cell();
    }
}
