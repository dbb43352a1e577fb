package org.p2pltr.group;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.p2pltr.catalog.Catalog;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.RequestId;
import org.p2pltr.master.UserMessage;

/**
 * All cells of a peer: its votes, its masterships, and the changes of configuration it takes part
 * in. Cells at rest cost nothing: only those that wait for something are looked at by the clock.
 */
final class Cells {
    private final PeerId self;
    private final Genesis genesis;
    private final GroupSettings settings;
    private final Rules rules;
    private final Mastership mastership;
    private final Directory directory;
    private final Listener listener;
    private final TreeMap<Cell, Acceptor> acceptors = new TreeMap<>();
    private final TreeMap<Cell, Session> sessions = new TreeMap<>();
    private final Transitions transitions;
    private final Recoveries recoveries;
    private final Exports exports = new Exports();
    private final Leases leases;
    private final TreeSet<Cell> awake = new TreeSet<>();

    /** Whoever wants to know when this peer has become master of a cell. */
    interface Listener {
        /** A session of this peer is active. */
        void mastered(Cell cell, Turn turn);
    }

    Cells(
            PeerId self,
            Genesis genesis,
            GroupSettings settings,
            Rules rules,
            Mastership mastership,
            Directory directory,
            Listener listener) {
        this.self = self;
        this.genesis = genesis;
        this.settings = settings;
        this.rules = rules;
        this.mastership = mastership;
        this.directory = directory;
        this.listener = listener;
        this.transitions = new Transitions(self, settings, rules, this, directory);
        this.leases = new Leases(settings.leases());
        this.recoveries = new Recoveries(self, genesis, settings, this, transitions);
    }

    NavigableMap<Cell, Acceptor> acceptors() {
        return acceptors;
    }

    Optional<Acceptor> acceptor(Cell cell) {
        return Optional.ofNullable(acceptors.get(cell));
    }

    NavigableMap<Cell, Session> sessions() {
        return sessions;
    }

    /** This peer's mastership of a cell, if it is master. */
    Optional<Session> master(Cell cell) {
        return Optional.ofNullable(sessions.get(cell)).filter(Session::isActive);
    }

    /** True if this peer is about to become master: it asks for it, or is next in a new group. */
    boolean isComing(Cell cell) {
        return (sessions.containsKey(cell) && master(cell).isEmpty())
                || transitions.installs(cell).map(this::isFirst).orElse(false)
                || acceptor(cell).map(mastership::isNext).orElse(false);
    }

    private boolean isFirst(Lineage lineage) {
        return lineage.config().members().getFirst().equals(self);
    }

    /** A new vote takes the place of the one before: a configuration was installed. */
    Acceptor seat(Standing standing) {
        Acceptor acceptor = rules.acceptor(self, standing);
        acceptors.put(standing.cell(), acceptor);
        leases.forget(standing.cell());
        return acceptor;
    }

    /** A durable standing comes back. */
    void remember(Standing standing) {
        seat(standing);
    }

    /** Everything was remembered: goes on with what was under way. */
    void start(Turn turn) {
        for (Acceptor acceptor : List.copyOf(acceptors.values())) {
            leases.begin(acceptor.standing(), turn.now());
            transitions.start(acceptor.standing(), turn);
            consider(acceptor, turn);
        }
    }

    /** A peer is heard again after a silence. */
    void heard(PeerId peer, Turn turn) {
        sessions.forEach((cell, session) -> {
            if (!session.config().has(peer)) return;
            session.doubt(turn);
            wake(cell);
        });
    }

    /** The clock matters to this cell. */
    void wake(Cell cell) {
        awake.add(cell);
    }

    boolean isAwake() {
        return !awake.isEmpty();
    }

    /** A member of a new configuration has installed it. */
    void seated(PeerId member, GroupMessage.Installed installed, Turn turn) {
        mastership.installed(installed.cell(), installed.number(), member);
        acceptor(installed.cell())
                .filter(own -> own.standing().config().number().equals(installed.number()))
                .ifPresent(own -> mastership.giveTime(own, member, turn));
        Session session = sessions.get(installed.cell());
        if (session != null && session.config().number().equals(installed.number()))
            session.seated(member, turn);
    }

    /** This peer's part in a configuration is over: whoever waits is sent elsewhere. */
    void retire(Lineage lineage, String why, Turn turn) {
        mastership.changed(lineage, turn);
        mastership.forget(lineage.cell());
        stepDown(lineage.cell(), why, turn);
    }

    /** Takes over when its turn comes, if this cell has no master. */
    void consider(Acceptor acceptor, Turn turn) {
        Cell cell = acceptor.standing().cell();
        if (sessions.containsKey(cell)) return;
        mastership.consider(acceptor, turn);
        if (!mastership.isWaiting(cell)) return;
        wake(cell);
        // The first member of a new group need not wait for the clock.
        boolean next = mastership.isNext(acceptor) && !isLent(cell, turn);
        if (next && mastership.isDue(cell, acceptor, turn)) takeOver(acceptor, turn);
    }

    /** True if this peer has lent its promise to another one. */
    private boolean isLent(Cell cell, Turn turn) {
        return leases.isLentToAnother(cell, self, turn.now());
    }

    /** What this peer has lent to masters. */
    Leases leases() {
        return leases;
    }

    /** A message of the group's protocol. */
    void received(PeerId from, GroupMessage.OfCell message, Turn turn) {
        Cell cell = message.cell();
        // A row of another cell would be taken for damage when this peer starts again.
        if (!message.registers().stream().allMatch(held -> isOf(cell, held.document()))) return;
        if (recoveries.refuses(from, cell, Epochs.named(message), turn)) return;
        wake(cell);
        switch (message) {
            case GroupMessage.Prepare prepare ->
                    vote(
                            from,
                            cell,
                            prepare.ballot(),
                            each -> leases.lending(prepare, each, turn.now()),
                            turn);
            case GroupMessage.Accept accept ->
                    vote(from, cell, accept.ballot(), each -> each.accept(accept), turn);
            case GroupMessage.AcceptNext accept ->
                    vote(from, cell, accept.ballot(), each -> each.acceptNext(accept), turn);
            case GroupMessage.Promise promise -> promised(from, promise, turn);
            case GroupMessage.Accepted accepted -> {
                Session session = sessions.get(cell);
                if (session != null) session.documents().accepted(from, accepted, turn);
            }
            case GroupMessage.AcceptedNext accepted -> acceptedNext(from, accepted, turn);
            case GroupMessage.Nack nack -> refused(from, nack, turn);
            case GroupMessage.AheadKept kept -> {
                Session session = sessions.get(cell);
                if (session == null) return;
                session.successor().kept(from, kept, turn);
            }
            case GroupMessage.Announce _,
                    GroupMessage.Installed _,
                    GroupMessage.Pull _,
                    GroupMessage.State _,
                    GroupMessage.PullRefused _,
                    GroupMessage.Ahead _ ->
                    transitions.received(from, message, turn);
            case GroupMessage.Collect collect -> recoveries.received(from, collect, turn);
            case GroupMessage.Collected collected -> recoveries.received(from, collected, turn);
        }
    }

    /** What this peer held in epochs that are over. */
    Exports exports() {
        return exports;
    }

    /** What unsafe recovery does with cells. */
    Recoveries recoveries() {
        return recoveries;
    }

    private boolean isOf(Cell cell, DocumentKey document) {
        return genesis.cells().cellOf(document).equals(cell);
    }

    private void vote(
            PeerId from,
            Cell cell,
            Ballot ballot,
            Function<Acceptor, Acceptor.Decision> question,
            Turn turn) {
        Acceptor acceptor = acceptors.get(cell);
        if (acceptor == null) {
            // A blank peer never answers for a configuration it has not installed.
            var why = new GroupMessage.Why.NotInstalled();
            turn.sendNow(cell, from, new GroupMessage.Nack(cell, ballot, why));
            return;
        }
        if (acceptor.refuses(ballot).isEmpty() && leases.refuses(cell, ballot.peer(), turn.now())) {
            var why = new GroupMessage.Why.Leased();
            turn.sendNow(cell, from, new GroupMessage.Nack(cell, ballot, why));
            return;
        }
        carryOut(from, cell, question.apply(acceptor), turn);
        Session session = sessions.get(cell);
        if (session != null && session.ballot().isBefore(acceptor.standing().promised()))
            stepDown(cell, "a higher ballot was promised", turn);
        consider(acceptor, turn);
    }

    /** Writes what a vote came to, and answers. */
    static void carryOut(PeerId from, Cell cell, Acceptor.Decision decision, Turn turn) {
        turn.persist(cell, decision.writes());
        // By what a refused pull names others let go of what they hold: it must be durable here.
        if (decision.granted() || decision.answer() instanceof GroupMessage.PullRefused) {
            turn.send(cell, from, decision.answer());
        } else {
            turn.sendNow(cell, from, decision.answer());
        }
    }

    private void promised(PeerId from, GroupMessage.Promise promise, Turn turn) {
        Cell cell = promise.cell();
        Session session = sessions.get(cell);
        if (session == null) return;
        boolean wasActive = session.isActive();
        session.promised(from, promise, turn);
        if (wasActive || !session.isActive()) return;
        mastership.won(cell);
        listener.mastered(cell, turn);
    }

    private void acceptedNext(PeerId from, GroupMessage.AcceptedNext accepted, Turn turn) {
        Session session = sessions.get(accepted.cell());
        if (session == null) return;
        session.successor().accepted(from, accepted, turn);
        session.successor()
                .chosen()
                .ifPresent(next -> transitions.chosen(new Lineage(session.config(), next), turn));
    }

    private void refused(PeerId from, GroupMessage.Nack nack, Turn turn) {
        Cell cell = nack.cell();
        if (nack.why() instanceof GroupMessage.Why.Newer(Lineage lineage))
            transitions.learn(lineage, from, turn);
        Session session = sessions.get(cell);
        if (session == null
                || !nack.ballot().equals(session.ballot())
                || !session.config().has(from)) return;
        turn.reportNow(cell, new GroupEvent.Refused(cell, nack.ballot(), from, nack.why()));
        switch (nack.why()) {
            case GroupMessage.Why.LowBallot(Ballot promised) -> {
                if (!session.ballot().isBefore(promised)) return;
                mastership.heardOf(cell, promised);
                stepDown(cell, "outbid", turn);
                acceptor(cell).ifPresent(each -> mastership.outbid(each, turn));
            }
            case GroupMessage.Why.NotInstalled _ ->
                    acceptor(cell)
                            .map(each -> each.standing().lineage())
                            .filter(lineage -> !lineage.isFirst())
                            .ifPresent(lineage ->
                                    turn.send(
                                            cell, from, new GroupMessage.Announce(lineage, false)));
            case GroupMessage.Why.Newer _ -> stepDown(cell, "the configuration is over", turn);
            // It will promise when the lease of the other one is over: asked again until then.
            case GroupMessage.Why.Leased _ -> {}
            case GroupMessage.Why.OldEpoch(long epoch) ->
                    acceptor(cell).ifPresent(own -> recoveries.over(own, epoch, from, turn));
        }
    }

    /** Asks the group for mastership of a cell. */
    void takeOver(Acceptor acceptor, Turn turn) {
        Cell cell = acceptor.standing().cell();
        if (!acceptor.isServing()
                || sessions.containsKey(cell)
                || leases.refuses(cell, self, turn.now())) return;
        mastership.forget(cell);
        Ballot ballot = rules.ballotAfter(mastership.highest(acceptor), self);
        turn.persist(cell, acceptor.takeBallot(ballot));
        turn.report(cell, new GroupEvent.TakingOver(cell, ballot));
        // A number that no other session of the cell has: random, and never the user's "none".
        Catalog catalog = new Catalog(cell, turn.world().random().nextLong() | 1);
        Session session =
                new Session(
                        genesis, settings, rules, acceptor.standing().config(), ballot, catalog);
        sessions.put(cell, session);
        wake(cell);
        session.begin(turn);
    }

    /** Ends this peer's mastership: those who wait are sent elsewhere. */
    void stepDown(Cell cell, String why, Turn turn) {
        Session session = sessions.remove(cell);
        if (session == null) return;
        turn.reportNow(cell, new GroupEvent.SteppedDown(cell, session.ballot(), why));
        List<UserMessage.GroupHint> hint = hintForUsers(cell).stream().toList();
        session.end(hint.isEmpty() ? List.of() : hint.getFirst().members(), turn);
        for (PeerId subscriber : session.catalog().subscribers())
            turn.sendNow(
                    cell,
                    subscriber,
                    new UserMessage.NotSubscribed(RequestId.random(turn.world().random()), hint));
    }

    /** The same as the hint, but nobody is sent first to a peer that is silent. */
    Optional<UserMessage.GroupHint> hintForUsers(Cell cell) {
        return hint(cell)
                .map(hint ->
                        new UserMessage.GroupHint(
                                cell,
                                hint.epoch(),
                                hint.num(),
                                mastership.silentLast(hint.members())));
    }

    /** The newest group of a cell that this peer knows, the supposed master first. */
    Optional<UserMessage.GroupHint> hint(Cell cell) {
        Acceptor acceptor = acceptors.get(cell);
        if (acceptor == null) return directory.known(cell);
        Standing standing = acceptor.standing();
        List<PeerId> first = new ArrayList<>();
        if (sessions.containsKey(cell)) first.add(self);
        if (!standing.isFrozen()) mastership.supposed(acceptor).ifPresent(first::add);
        UserMessage.GroupHint own = Directory.hint(standing.newest().config(), first);
        return directory
                .known(cell)
                .filter(other -> Directory.numberOf(own).isBefore(Directory.numberOf(other)))
                .or(() -> Optional.of(own));
    }

    /** Looks at the clock for all cells that wait for something. */
    void tick(Turn turn) {
        transitions.expire(turn.now());
        for (Cell cell : List.copyOf(awake)) {
            Session session = sessions.get(cell);
            if (session != null) session.tick(turn);
            transitions.tick(cell, turn);
            recoveries.tick(cell, turn);
            Acceptor acceptor = acceptors.get(cell);
            if (acceptor != null
                    && session == null
                    && !isLent(cell, turn)
                    && mastership.isDue(cell, acceptor, turn)) takeOver(acceptor, turn);
            if (isQuiet(cell)) awake.remove(cell);
        }
    }

    private boolean isQuiet(Cell cell) {
        Session session = sessions.get(cell);
        return (session == null || session.isQuiet())
                && transitions.isQuiet(cell)
                && !recoveries.isBusy(cell)
                && !mastership.isWaiting(cell);
    }
}
