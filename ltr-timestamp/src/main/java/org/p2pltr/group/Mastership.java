package org.p2pltr.group;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.cell.Cell;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.UserMessage;

/**
 * When a member should try to become master of a cell: if nobody is, as far as it knows. Being
 * wrong costs a ballot, never more. Source: master-group.md §8.
 */
final class Mastership {
    private static final Duration PATIENCE = Duration.ofMillis(800);
    private static final int MOST_QUESTIONS = 3;

    /** In a new configuration each member gives those before it this much time to begin. */
    private static final Duration NEW_GROUP_STEP = Duration.ofSeconds(1);

    /** And waits at most this long for them to install it. */
    private static final Duration NEW_GROUP_PATIENCE = Duration.ofSeconds(5);

    private static final int MOST_DOUBLINGS = 5;

    private final PeerId self;
    private final GroupSettings settings;
    private final Peers peers;
    private final TreeMap<Cell, Ballot> heard = new TreeMap<>();
    private final TreeMap<Cell, Due> due = new TreeMap<>();
    private final TreeMap<Cell, Seated> seated = new TreeMap<>();
    private final TreeMap<Cell, Integer> losses = new TreeMap<>();
    private final TreeMap<Cell, Inquiry> inquiries = new TreeMap<>();

    /**
     * When to take over, if until then nobody else does. {@code silent}: the supposed master was
     * asked and is none, though it may live.
     */
    private record Due(Duration at, Ballot promised, boolean silent, Duration begun) {}

    /** Which members of a new configuration are known to have installed it. */
    private record Seated(ConfigNumber number, TreeSet<PeerId> members) {}

    /** A member asks another one whether it is master, as far as the ballots known then say. */
    private record Inquiry(PeerId of, Ballot highest, Duration next, int asked, int hops) {}

    Mastership(PeerId self, GroupSettings settings, Peers peers) {
        this.self = self;
        this.settings = settings;
        this.peers = peers;
    }

    /** A higher ballot than ours exists. */
    void heardOf(Cell cell, Ballot ballot) {
        heard.merge(cell, ballot, (a, b) -> a.isBefore(b) ? b : a);
    }

    /** Who is thought to be master: whoever has the highest ballot known in this configuration. */
    Optional<PeerId> supposed(Acceptor acceptor) {
        Ballot highest = highest(acceptor);
        return highest.isOfSession() ? Optional.of(highest.peer()) : Optional.empty();
    }

    /** A configuration takes the place of another one here. */
    void changed(Lineage lineage, Turn turn) {
        for (PeerId member : lineage.previous().members())
            if (!lineage.config().has(member)) peers.dropped(member, turn.now());
    }

    /** The same peers, those that are silent at the end. */
    List<PeerId> silentLast(List<PeerId> some) {
        return peers.silentLast(some);
    }

    /** The highest ballot known in the member's configuration, promised or only heard of. */
    Ballot highest(Acceptor acceptor) {
        Standing standing = acceptor.standing();
        Ballot promised = standing.promised();
        Ballot other = heard.getOrDefault(standing.cell(), promised);
        boolean counts =
                other.config().equals(standing.config().number()) && promised.isBefore(other);
        return counts ? other : promised;
    }

    /** True if, as far as this peer knows, the cell has no master that lives. */
    boolean isMasterless(Acceptor acceptor, Duration now) {
        if (!acceptor.isServing()) return false;
        Optional<PeerId> master = supposed(acceptor);
        return master.isEmpty()
                || master.get().equals(self)
                || !acceptor.standing().config().has(master.get())
                || !peers.isAlive(master.get(), now);
    }

    /** Waits for this member's turn, if the cell has no master and it does not wait already. */
    void consider(Acceptor acceptor, Turn turn) {
        Cell cell = acceptor.standing().cell();
        if (due.containsKey(cell) || !isMasterless(acceptor, turn.now())) return;
        decideLater(acceptor, false, turn);
    }

    private void decideLater(Acceptor acceptor, boolean silent, Turn turn) {
        Duration at = turn.now().plus(wait(acceptor, turn));
        Ballot promised = acceptor.standing().promised();
        due.put(cell(acceptor), new Due(at, promised, silent, turn.now()));
    }

    private Duration wait(Acceptor acceptor, Turn turn) {
        Duration step = isNewGroup(acceptor) ? NEW_GROUP_STEP : settings.takeOverStep();
        boolean alone = acceptor.standing().config().members().size() == 1;
        boolean first = alone || isFirstOfNewGroup(acceptor);
        Duration spread = first ? Duration.ZERO : turn.random(settings.takeOverSpread());
        return step.multipliedBy(before(acceptor, turn).size())
                .plus(spread)
                .plus(backOff(cell(acceptor), turn));
    }

    /** The live members that come before this one. */
    private List<PeerId> before(Acceptor acceptor, Turn turn) {
        return acceptor.standing().config().members().stream()
                .takeWhile(member -> !member.equals(self))
                .filter(member -> peers.isAlive(member, turn.now()))
                .toList();
    }

    /** True if a configuration was installed here in which nobody was ever master. */
    private boolean isNewGroup(Acceptor acceptor) {
        return !acceptor.standing().lineage().isFirst() && !highest(acceptor).isOfSession();
    }

    private boolean isFirstOfNewGroup(Acceptor acceptor) {
        return isNewGroup(acceptor)
                && acceptor.standing().config().members().getFirst().equals(self);
    }

    /** True if this peer is the one to become master of a new group, and about to do so. */
    boolean isNext(Acceptor acceptor) {
        return due.containsKey(cell(acceptor)) && isFirstOfNewGroup(acceptor);
    }

    /** A member has installed a configuration. */
    void installed(Cell cell, ConfigNumber number, PeerId member) {
        Seated known = seated.get(cell);
        if (known == null || known.number().isBefore(number)) {
            known = new Seated(number, new TreeSet<>());
            seated.put(cell, known);
        }
        if (known.number().equals(number)) known.members().add(member);
    }

    /** This member has installed it too, and one that comes before it has just done so. */
    void giveTime(Acceptor acceptor, PeerId member, Turn turn) {
        Due decision = due.get(cell(acceptor));
        List<PeerId> earlier = before(acceptor, turn);
        if (decision == null || !isNewGroup(acceptor) || !earlier.contains(member)) return;
        Duration at = turn.now().plus(NEW_GROUP_STEP.multipliedBy(earlier.size()));
        due.put(
                cell(acceptor),
                new Due(at, decision.promised(), decision.silent(), decision.begun()));
    }

    /** True if a live member before this one may still be installing the new configuration. */
    private boolean mustGiveTime(Acceptor acceptor, Due decision, Turn turn) {
        if (!isNewGroup(acceptor)) return false;
        boolean patient = turn.now().minus(decision.begun()).compareTo(NEW_GROUP_PATIENCE) < 0;
        Seated known = seated.get(cell(acceptor));
        ConfigNumber number = acceptor.standing().config().number();
        return patient
                && before(acceptor, turn).stream()
                        .anyMatch(member ->
                                known == null
                                        || !known.number().equals(number)
                                        || !known.members().contains(member));
    }

    private Duration backOff(Cell cell, Turn turn) {
        int lost = losses.getOrDefault(cell, 0);
        if (lost == 0) return Duration.ZERO;
        return turn.random(
                settings.takeOverStep().multipliedBy(1L << Math.min(lost, MOST_DOUBLINGS)));
    }

    private static Cell cell(Acceptor acceptor) {
        return acceptor.standing().cell();
    }

    /** This peer's session was outbid: it looks whether the other one is really master, later. */
    void outbid(Acceptor acceptor, Turn turn) {
        Cell cell = cell(acceptor);
        losses.merge(cell, 1, Integer::sum);
        supposed(acceptor)
                .filter(master -> !master.equals(self))
                .ifPresent(master -> {
                    Duration first = turn.now().plus(PATIENCE).plus(backOff(cell, turn));
                    inquiries.put(cell, new Inquiry(master, highest(acceptor), first, 0, 0));
                });
    }

    /** This peer became master. */
    void won(Cell cell) {
        losses.remove(cell);
        forget(cell);
    }

    /** What was waited for no longer matters. */
    void forget(Cell cell) {
        due.remove(cell);
        inquiries.remove(cell);
    }

    /** Users come here for a master: is there one? */
    void wanted(Acceptor acceptor, Turn turn) {
        consider(acceptor, turn);
        Cell cell = cell(acceptor);
        if (due.containsKey(cell) || inquiries.containsKey(cell) || !acceptor.isServing()) return;
        supposed(acceptor).ifPresent(master -> inquire(master, 0, acceptor, turn));
    }

    /** What a member said about the cell's master: itself first if it is. */
    void told(PeerId from, UserMessage.GroupHint hint, Acceptor acceptor, Turn turn) {
        Cell cell = hint.cell();
        Inquiry inquiry = inquiries.get(cell);
        if (inquiry == null || !inquiry.of().equals(from)) return;
        boolean older = Directory.numberOf(hint).isBefore(acceptor.standing().config().number());
        PeerId named = hint.members().getFirst();
        inquiries.remove(cell);
        if (!older && named.equals(from)) return;
        if (!older
                && !named.equals(self)
                && inquiry.hops() < MOST_QUESTIONS
                && acceptor.standing().config().has(named)) {
            inquire(named, inquiry.hops() + 1, acceptor, turn);
        } else {
            decideLater(acceptor, true, turn);
        }
    }

    /** True if there is something to watch the clock for. */
    boolean isWaiting(Cell cell) {
        return due.containsKey(cell) || inquiries.containsKey(cell);
    }

    /** True once, when this member's turn to take over has come. */
    boolean isDue(Cell cell, Acceptor acceptor, Turn turn) {
        inquire(cell, acceptor, turn);
        Due decision = due.get(cell);
        if (decision == null || turn.now().compareTo(decision.at()) < 0) return false;
        if (mustGiveTime(acceptor, decision, turn)) return false;
        due.remove(cell);
        if (!acceptor.isServing()) return false;
        boolean same = decision.promised().equals(acceptor.standing().promised());
        if (isMasterless(acceptor, turn.now()) || (same && decision.silent())) return true;
        return false;
    }

    private void inquire(PeerId master, int hops, Acceptor acceptor, Turn turn) {
        var inquiry = new Inquiry(master, highest(acceptor), turn.now(), 0, hops);
        inquiries.put(cell(acceptor), inquiry);
    }

    private void inquire(Cell cell, Acceptor acceptor, Turn turn) {
        Inquiry inquiry = inquiries.get(cell);
        if (inquiry == null || turn.now().compareTo(inquiry.next()) < 0) return;
        // Meanwhile somebody else asked for mastership: whether the old one answers is no matter.
        if (!inquiry.highest().equals(highest(acceptor))) {
            inquiries.remove(cell);
            return;
        }
        if (inquiry.asked() >= MOST_QUESTIONS) {
            inquiries.remove(cell);
            decideLater(acceptor, true, turn);
            return;
        }
        turn.sendPlain(inquiry.of(), new GroupMessage.AskGroups(List.of(cell)));
        Duration next = turn.now().plus(PATIENCE);
        inquiries.put(
                cell,
                new Inquiry(
                        inquiry.of(),
                        inquiry.highest(),
                        next,
                        inquiry.asked() + 1,
                        inquiry.hops()));
    }
}
