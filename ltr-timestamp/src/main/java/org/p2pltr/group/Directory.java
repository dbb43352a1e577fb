package org.p2pltr.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.p2pltr.cell.Cell;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.UserMessage;

/** Groups of cells as this peer has heard of them: hints, not durable, the newest one wins. */
final class Directory {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private final TreeMap<Cell, UserMessage.GroupHint> hints = new TreeMap<>();
    private final TreeMap<Cell, Duration> asked = new TreeMap<>();

    /** Somebody knows a group. */
    void heard(UserMessage.GroupHint hint) {
        if (hint.members().isEmpty()) return;
        UserMessage.GroupHint known = hints.get(hint.cell());
        if (known == null || !numberOf(hint).isBefore(numberOf(known)))
            hints.put(hint.cell(), hint);
    }

    Optional<UserMessage.GroupHint> known(Cell cell) {
        return Optional.ofNullable(hints.get(cell));
    }

    /** True at most once a second per cell: its neighbours may be asked. */
    boolean mayAsk(Cell cell, Duration now) {
        Duration last = asked.get(cell);
        if (last != null && now.minus(last).compareTo(ASK_AGAIN) < 0) return false;
        asked.put(cell, now);
        return true;
    }

    /** A configuration as a hint, one member first. */
    static UserMessage.GroupHint hint(Config config, List<PeerId> first) {
        Set<PeerId> order = new LinkedHashSet<>(first);
        order.retainAll(config.members());
        order.addAll(config.members());
        return new UserMessage.GroupHint(
                config.cell(),
                config.number().epoch(),
                config.number().num(),
                new ArrayList<>(order));
    }

    static ConfigNumber numberOf(UserMessage.GroupHint hint) {
        return new ConfigNumber(hint.epoch(), hint.num());
    }
}
