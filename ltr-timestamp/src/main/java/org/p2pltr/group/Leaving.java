package org.p2pltr.group;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Effect;
import org.p2pltr.id.PeerId;

/**
 * A peer that is going hands each of its cells to the others. Source: master-group.md §9, Leave.
 */
final class Leaving {
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final PeerId self;
    private final Cells cells;
    private final Surroundings surroundings;
    private final LinkedHashMap<AskId, Duration> asked = new LinkedHashMap<>();
    private Duration next = Duration.ZERO;

    Leaving(PeerId self, Cells cells, Surroundings surroundings) {
        this.self = self;
        this.cells = cells;
        this.surroundings = surroundings;
    }

    boolean isUnderWay() {
        return !asked.isEmpty();
    }

    void begin(AskId id, Duration limit, Turn turn) {
        asked.put(id, turn.now().plus(limit));
        next = turn.now();
    }

    void tick(Turn turn) {
        if (!isUnderWay()) return;
        List<Acceptor> remaining =
                cells.acceptors().values().stream().filter(this::isHeld).toList();
        asked.entrySet()
                .removeIf(each -> {
                    boolean over =
                            remaining.isEmpty() || turn.now().compareTo(each.getValue()) >= 0;
                    if (over)
                        turn.plain()
                                .add(
                                        new Effect.Answer(
                                                each.getKey(),
                                                new GroupReply.Left(remaining.size())));
                    return over;
                });
        if (turn.now().compareTo(next) < 0) return;
        next = turn.now().plus(AGAIN);
        for (Acceptor acceptor : remaining) {
            if (!acceptor.isServing()) continue;
            // Only a master proposes; a member that is none becomes one first.
            cells.takeOver(acceptor, turn);
            surroundings.leave(acceptor.standing().cell(), turn);
        }
    }

    /** A cell whose newest configuration needs this peer, or is not installed elsewhere yet. */
    private boolean isHeld(Acceptor acceptor) {
        Standing standing = acceptor.standing();
        return standing.newest().config().has(self) || !standing.settled();
    }
}
