package org.p2pltr.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.cell.Cell;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.UserMessage;
import org.p2pltr.ring.RingNotice;
import org.p2pltr.ring.RoutedRing;

/**
 * What this peer's groups have to do with the ring: telling the owners of cells where the groups
 * are, and fitting groups to the ring. All of it hints. Source: master-group.md §9.
 */
final class Surroundings {
    private static final Duration TELL_AFTER = Duration.ofMillis(200);
    private static final int LOCATES_PER_TICK = 64;

    private final PeerId self;
    private final Genesis genesis;
    private final GroupSettings settings;
    private final Cells cells;
    private final Directory directory;
    private final Peers peers;
    private final TreeSet<Cell> toTell = new TreeSet<>();
    private final TreeSet<Cell> toReview = new TreeSet<>();
    private final TreeMap<PeerId, List<UserMessage.GroupHint>> telling = new TreeMap<>();
    private Duration tellDue = Duration.ZERO;
    private Duration changedAt = Duration.ZERO;

    /** Why the ring is asked; part of the question's number. */
    private enum Purpose {
        TELL(0),
        REVIEW(1),
        ASK(2),
        LEAVE(3);

        private static final int COUNT = 4;

        private final int code;

        Purpose(int code) {
            this.code = code;
        }

        static Purpose of(long question) {
            long code = question % COUNT;
            for (Purpose purpose : values()) if (purpose.code == code) return purpose;
            throw new IllegalArgumentException("no question has the number " + question);
        }
    }

    Surroundings(
            PeerId self,
            Genesis genesis,
            GroupSettings settings,
            Cells cells,
            Directory directory,
            Peers peers) {
        this.self = self;
        this.genesis = genesis;
        this.settings = settings;
        this.cells = cells;
        this.directory = directory;
        this.peers = peers;
    }

    /** True if there is something to do soon. */
    boolean isBusy() {
        return !toTell.isEmpty() || !telling.isEmpty();
    }

    /** This peer has become master: the owner of the cell's position should know. */
    void mastered(Cell cell, Turn turn) {
        toTell.add(cell);
        toReview.add(cell);
        if (tellDue.compareTo(turn.now()) < 0) tellDue = turn.now();
    }

    /** The ring has changed: owners may have, and groups may have to. */
    void ringChanged(Turn turn) {
        changedAt = turn.now();
        tellDue = turn.now().plus(TELL_AFTER);
        cells.sessions()
                .forEach((cell, session) -> {
                    if (session.isActive()) {
                        toTell.add(cell);
                        toReview.add(cell);
                    }
                });
    }

    void tick(Turn turn) {
        telling.forEach(
                (peer, groups) -> turn.sendPlain(peer, new GroupMessage.TellGroups(groups)));
        telling.clear();
        if (turn.now().compareTo(tellDue) >= 0) locateSome(toTell, Purpose.TELL, turn);
        for (PeerId dead : peers.newlyDead(turn.now())) reviewGroupsOf(dead);
        if (peers.someoneStayed(turn.now())) cells.sessions().keySet().forEach(toReview::add);
        if (isRingStable(turn)) locateSome(toReview, Purpose.REVIEW, turn);
    }

    private void reviewGroupsOf(PeerId dead) {
        cells.sessions()
                .forEach((cell, session) -> {
                    if (session.isActive() && session.config().has(dead)) toReview.add(cell);
                });
    }

    private boolean isRingStable(Turn turn) {
        return turn.now().minus(changedAt).compareTo(settings.stableRing()) >= 0;
    }

    private void locateSome(NavigableSet<Cell> from, Purpose purpose, Turn turn) {
        for (int i = 0; i < LOCATES_PER_TICK && !from.isEmpty(); i++)
            locate(from.removeFirst(), purpose, turn);
    }

    private void locate(Cell cell, Purpose purpose, Turn turn) {
        long question = (long) cell.number() * Purpose.COUNT + purpose.code;
        turn.tell(
                RoutedRing.NAME,
                new RingNotice.Locate(
                        MasterGroups.NAME, question, genesis.cells().positionOf(cell)));
    }

    /** The ring has answered. */
    void located(RingNotice.Located located, Turn turn) {
        long number = located.question() / Purpose.COUNT;
        if (located.question() < 0 || number >= genesis.cells().cells()) return;
        Cell cell = new Cell((int) number);
        switch (Purpose.of(located.question())) {
            case TELL -> tell(cell, located.peers());
            case REVIEW -> review(cell, located.peers(), turn);
            case ASK -> {
                for (PeerId peer : located.peers())
                    if (!peer.equals(self))
                        turn.sendPlain(peer, new GroupMessage.AskGroups(List.of(cell)));
            }
            case LEAVE -> handOver(cell, located.peers(), turn);
        }
    }

    private void tell(Cell cell, List<PeerId> owners) {
        cells.hint(cell)
                .ifPresent(hint -> {
                    for (PeerId owner : owners)
                        if (!owner.equals(self))
                            telling.computeIfAbsent(owner, _ -> new ArrayList<>()).add(hint);
                });
    }

    private void review(Cell cell, List<PeerId> ring, Turn turn) {
        if (!isRingStable(turn)) return;
        cells.master(cell)
                .ifPresent(session ->
                        propose(
                                session,
                                rule(session, ring, turn).after(session.config().members()),
                                turn));
    }

    /** Hands a cell over, as this peer is going. */
    private void handOver(Cell cell, List<PeerId> ring, Turn turn) {
        cells.master(cell)
                .ifPresent(session ->
                        propose(
                                session,
                                rule(session, ring, turn).without(self, session.config().members()),
                                turn));
    }

    private Reconfiguration rule(Session session, List<PeerId> ring, Turn turn) {
        Duration now = turn.now();
        // Whoever hands its cells over is in the ring until that is done.
        List<PeerId> staying =
                ring.stream()
                        .filter(each -> session.config().has(each) || !peers.mayBeLeaving(each))
                        .toList();
        return new Reconfiguration(
                genesis.groupSize(), staying, member -> peers.isLongDead(member, now));
    }

    private void propose(Session session, List<PeerId> members, Turn turn) {
        Config config = session.config();
        if (members.isEmpty() || !session.successor().isOpen()) return;
        if (new TreeSet<>(members).equals(new TreeSet<>(config.members()))) {
            session.successor().stay();
            return;
        }
        Config next = config.successor(members, genesis.cells().positionOf(config.cell()));
        long live = next.members().stream().filter(each -> peers.isAlive(each, turn.now())).count();
        // A successor that loses its majority before it is installed would block the cell.
        if (live < next.quorum()) return;
        cells.wake(config.cell());
        cells.acceptor(config.cell())
                .ifPresent(own -> session.successor().copyAhead(next, own, peers::isAlive, turn));
    }

    /** Asks where a cell that this peer masters could go. */
    void leave(Cell cell, Turn turn) {
        locate(cell, Purpose.LEAVE, turn);
    }

    /** Asks all that are alive, and those who should know, which group of a cell is the newest. */
    void askEverybody(Cell cell, Turn turn) {
        for (PeerId peer : peers.heard())
            turn.sendPlain(peer, new GroupMessage.AskGroups(List.of(cell)));
        locate(cell, Purpose.ASK, turn);
    }

    /** The groups known of these cells; asks around for those that are not known. */
    List<UserMessage.GroupHint> known(List<Cell> asked, Turn turn) {
        List<UserMessage.GroupHint> known = new ArrayList<>();
        for (Cell cell : asked) {
            if (cell.number() >= genesis.cells().cells()) continue;
            Optional<UserMessage.GroupHint> hint = cells.hintForUsers(cell);
            hint.ifPresent(known::add);
            if (hint.isEmpty() && directory.mayAsk(cell, turn.now()))
                locate(cell, Purpose.ASK, turn);
        }
        return known;
    }
}
