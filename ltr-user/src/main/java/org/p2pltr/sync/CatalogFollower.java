package org.p2pltr.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.p2pltr.cell.Cell;
import org.p2pltr.env.Lane;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.RequestId;
import org.p2pltr.master.UserMessage;

/**
 * Keeps a subscription to the catalog of every cell: batched per master, renewed well within its
 * lease, moved when another peer turns out to be the master. Traffic at rest does not depend on the
 * number of documents.
 */
final class CatalogFollower {
    private static final Lane LANE = new Lane("catalog");
    private static final Instant NEVER = Instant.MIN;

    private final UserSettings settings;
    private final MasterFinder masters;
    private final TreeMap<Cell, Following> cells = new TreeMap<>();

    /** Where a cell's subscription stands. */
    private sealed interface Standing {
        /** Nobody was asked. */
        record Loose() implements Standing {}

        /** This peer was asked then; it has not answered. */
        record Asked(PeerId master, Duration at) implements Standing {}

        /** This peer answered then. */
        record Held(PeerId master, Duration at) implements Standing {}
    }

    private record Following(Standing standing, long session, long counter, Instant confirmedAt) {
        Following standing(Standing next) {
            return new Following(next, session, counter, confirmedAt);
        }
    }

    CatalogFollower(UserSettings settings, MasterFinder masters) {
        this.settings = settings;
        this.masters = masters;
        for (Cell cell : masters.all())
            cells.put(cell, new Following(new Standing.Loose(), 0, 0, NEVER));
    }

    /**
     * Looks after every cell: asks where nobody is asked, where an answer is overdue, and renews.
     */
    void tick(Turn turn) {
        TreeMap<PeerId, List<UserMessage.Cursor>> batches = new TreeMap<>();
        for (Cell cell : new ArrayList<>(cells.keySet())) {
            if (!isDue(cell, turn)) continue;
            Optional<PeerId> master = masters.master(cell);
            if (master.isEmpty()) {
                masters.find(cell, turn);
                continue;
            }
            Following at = following(cell);
            Standing asked = new Standing.Asked(master.get(), turn.world().uptime());
            cells.put(cell, at.standing(asked));
            batches.computeIfAbsent(master.get(), _ -> new ArrayList<>())
                    .add(new UserMessage.Cursor(cell, at.session(), at.counter()));
        }
        batches.forEach((master, cursors) ->
                turn.in(LANE)
                        .send(
                                master,
                                new UserMessage.Subscribe(
                                        RequestId.random(turn.world().random()), cursors)));
    }

    private boolean isDue(Cell cell, Turn turn) {
        Duration now = turn.world().uptime();
        Optional<PeerId> guess = masters.master(cell);
        return switch (following(cell).standing()) {
            case Standing.Loose _ -> true;
            case Standing.Asked(PeerId master, Duration at) -> {
                if (now.minus(at).compareTo(settings.subscriptionTimeout()) < 0) yield false;
                masters.silent(cell, master, turn);
                yield true;
            }
            case Standing.Held(PeerId master, Duration at) ->
                    now.minus(at).compareTo(settings.renewal()) >= 0
                            || !guess.equals(Optional.of(master));
        };
    }

    /** A master told heads: the subscription holds. */
    void heard(PeerId from, UserMessage.Cursor upTo, Turn turn) {
        if (!cells.containsKey(upTo.cell())) return;
        Standing held = new Standing.Held(from, turn.world().uptime());
        Instant now = turn.world().wallClock();
        Following before = following(upTo.cell());
        // News come with the cursor of the last renewal, so that lost ones are told again.
        long counter =
                before.session() == upTo.session()
                        ? Math.max(before.counter(), upTo.counter())
                        : upTo.counter();
        cells.put(upTo.cell(), new Following(held, upTo.session(), counter, now));
        masters.answered(upTo.cell(), from);
    }

    /** A peer says that it is not the master of these cells. */
    void notSubscribed(PeerId from, List<UserMessage.GroupHint> groups, Turn turn) {
        for (UserMessage.GroupHint hint : groups) {
            if (!cells.containsKey(hint.cell())) continue;
            masters.heard(hint);
            if (masters.master(hint.cell()).equals(Optional.of(from)))
                masters.redirected(hint.cell(), from, hint.members(), turn);
            loosen(hint.cell(), from);
        }
    }

    /** A peer fell silent: what it was to tell, another must. */
    void suspected(PeerId peer) {
        for (Cell cell : new ArrayList<>(cells.keySet())) loosen(cell, peer);
    }

    private void loosen(Cell cell, PeerId peer) {
        boolean his =
                switch (following(cell).standing()) {
                    case Standing.Loose _ -> false;
                    case Standing.Asked asked -> asked.master().equals(peer);
                    case Standing.Held held -> held.master().equals(peer);
                };
        if (his) cells.put(cell, following(cell).standing(new Standing.Loose()));
    }

    /** Asks every master again, as after a time offline or when a person wants it now. */
    void renewAll() {
        for (Cell cell : new ArrayList<>(cells.keySet()))
            cells.put(cell, following(cell).standing(new Standing.Loose()));
    }

    /** True if every cell's master answered the newest subscription. */
    boolean isComplete() {
        return cells.values().stream().allMatch(at -> at.standing() instanceof Standing.Held);
    }

    /** When a cell's catalog was last heard; {@link Instant#MIN} if never. */
    Instant confirmedAt(Cell cell) {
        return following(cell).confirmedAt();
    }

    private Following following(Cell cell) {
        Following at = cells.get(cell);
        if (at == null) throw new IllegalArgumentException("no such cell: " + cell);
        return at;
    }
}
