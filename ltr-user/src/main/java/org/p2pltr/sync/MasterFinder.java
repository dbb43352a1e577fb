package org.p2pltr.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.cell.Cell;
import org.p2pltr.cell.CellMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Lane;
import org.p2pltr.env.RoleName;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.RequestId;
import org.p2pltr.master.UserMessage;
import org.p2pltr.ring.RingNotice;

/**
 * Whom to ask for a cell: candidates, best guess first. All of it hints: a wrong one costs a round
 * trip. Groups are found through the ring's owner of the cell's position. Source: master-group.md
 * §9, "Finding a group".
 */
final class MasterFinder {
    private static final Lane LANE = new Lane("masters");
    private static final Duration GATHERING = Duration.ofMillis(5);
    private static final int MAX_CANDIDATES = 2 * UserMessage.GroupHint.MAX_MEMBERS;
    private static final Duration ASKED_AGAIN = Duration.ofSeconds(1);

    private final CellMap cells;
    private final TreeMap<Cell, Known> known = new TreeMap<>();
    // Questions to the ring carry the cell's number, so a late answer is still an answer.
    private final TreeMap<Cell, Duration> lookedUp = new TreeMap<>();
    private final TreeMap<Cell, Integer> lookups = new TreeMap<>();
    private final TreeMap<PeerId, TreeSet<Cell>> toAsk = new TreeMap<>();
    private final TreeSet<PeerId> silent = new TreeSet<>();
    private boolean gathering;

    /** A cell's group: its configuration's place in order, and its members, best guess first. */
    private record Known(long epoch, long num, List<PeerId> candidates, int failures) {}

    MasterFinder(CellMap cells) {
        this.cells = cells;
    }

    Cell cellOf(DocumentKey document) {
        return cells.cellOf(document);
    }

    List<Cell> all() {
        List<Cell> all = new ArrayList<>();
        for (int i = 0; i < cells.cells(); i++) all.add(new Cell(i));
        return all;
    }

    /** The best guess: whoever is not known to be silent, whatever others say. */
    Optional<PeerId> master(Cell cell) {
        List<PeerId> candidates = members(cell);
        return candidates.stream()
                .filter(each -> !silent.contains(each))
                .findFirst()
                .or(() -> candidates.stream().findFirst());
    }

    List<PeerId> members(Cell cell) {
        Known group = known.get(cell);
        return group == null ? List.of() : group.candidates();
    }

    /** Finds the group of a cell, unless that was begun less than a second ago. */
    void find(Cell cell, Turn turn) {
        Duration last = lookedUp.get(cell);
        Duration now = turn.world().uptime();
        if (last != null && now.minus(last).compareTo(ASKED_AGAIN) < 0) return;
        lookedUp.put(cell, now);
        lookups.merge(cell, 1, Integer::sum);
        turn.in(LANE)
                .add(
                        new Effect.Tell(
                                ROLE_RING,
                                new RingNotice.Locate(
                                        UserPeer.NAME, cell.number(), cells.positionOf(cell))));
    }

    private static final RoleName ROLE_RING = new RoleName("ring");

    /**
     * The ring says who owns a cell's position; lookups that failed go on to the owner's
     * successors.
     */
    void located(RingNotice.Located located, Turn turn) {
        if (located.question() < 0 || located.question() >= cells.cells()) return;
        Cell cell = new Cell((int) located.question());
        int turnOf = Math.max(0, lookups.getOrDefault(cell, 1) - 1);
        PeerId owner = located.peers().get(turnOf % located.peers().size());
        toAsk.computeIfAbsent(owner, _ -> new TreeSet<>()).add(cell);
        if (gathering) return;
        gathering = true;
        turn.in(LANE).timer(GATHERING, new UserTimer.AskOwners());
    }

    /** Asks the owners for all cells gathered. */
    void askOwners(Turn turn) {
        gathering = false;
        toAsk.forEach((owner, asked) ->
                turn.in(LANE)
                        .send(
                                owner,
                                new UserMessage.FindGroups(
                                        RequestId.random(turn.world().random()),
                                        new ArrayList<>(asked))));
        toAsk.clear();
    }

    /**
     * Somebody knows a group; an older one than known is ignored. Returns true if the best guess
     * changed.
     */
    boolean heard(UserMessage.GroupHint hint) {
        if (hint.members().isEmpty() || hint.cell().number() >= cells.cells()) return false;
        Known before = known.get(hint.cell());
        if (before != null && isOlder(hint, before)) return false;
        // The same configuration again: our own experience of who does not answer may be newer,
        // once we had any.
        if (before != null
                && hint.epoch() == before.epoch()
                && hint.num() == before.num()
                && before.failures() == 0) return false;
        Optional<PeerId> guess = master(hint.cell());
        known.put(hint.cell(), new Known(hint.epoch(), hint.num(), hint.members(), 0));
        lookups.remove(hint.cell());
        return !guess.equals(master(hint.cell()));
    }

    private static boolean isOlder(UserMessage.GroupHint hint, Known before) {
        return hint.epoch() < before.epoch()
                || (hint.epoch() == before.epoch() && hint.num() < before.num());
    }

    /** A peer said that it is not the master, and who may be. */
    void redirected(Cell cell, PeerId from, List<PeerId> guesses, Turn turn) {
        SequencedSet<PeerId> order = new LinkedHashSet<>();
        guesses.stream().limit(UserMessage.GroupHint.MAX_MEMBERS).forEach(order::add);
        order.addAll(members(cell));
        order.remove(from);
        // The one that sent us away is asked again only after all others.
        order.add(from);
        reorder(cell, order, turn);
    }

    /** A peer did not answer. */
    void silent(Cell cell, PeerId peer, Turn turn) {
        SequencedSet<PeerId> order = new LinkedHashSet<>(members(cell));
        if (!order.remove(peer)) return;
        order.add(peer);
        reorder(cell, order, turn);
    }

    /** A peer fell silent for all: it is asked last. */
    void suspected(PeerId peer, Turn turn) {
        silent.add(peer);
        for (Map.Entry<Cell, Known> each : new ArrayList<>(known.entrySet()))
            if (each.getValue().candidates().getFirst().equals(peer))
                silent(each.getKey(), peer, turn);
    }

    /** A peer speaks again. */
    void spoke(PeerId peer) {
        silent.remove(peer);
    }

    private void reorder(Cell cell, SequencedSet<PeerId> order, Turn turn) {
        Known before = known.get(cell);
        List<PeerId> candidates = order.stream().limit(MAX_CANDIDATES).toList();
        int failures = before == null ? 1 : before.failures() + 1;
        long epoch = before == null ? 0 : before.epoch();
        long num = before == null ? 0 : before.num();
        known.put(cell, new Known(epoch, num, candidates, failures));
        // After a round without success the group may be another one: the ring is asked beside.
        if (failures >= 2) find(cell, turn);
    }

    /** Somebody of the group answered as master: what was said of it holds. */
    void answered(Cell cell, PeerId master) {
        Known group = known.get(cell);
        if (group == null || group.failures() == 0) return;
        SequencedSet<PeerId> order = new LinkedHashSet<>();
        order.add(master);
        order.addAll(group.candidates());
        known.put(cell, new Known(group.epoch(), group.num(), List.copyOf(order), 0));
    }
}
