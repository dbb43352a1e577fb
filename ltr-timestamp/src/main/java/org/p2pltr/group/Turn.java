package org.p2pltr.group;

import java.time.Duration;
import java.util.List;
import org.p2pltr.cell.Cell;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Environment;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Message;
import org.p2pltr.env.Notice;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.env.Reply;
import org.p2pltr.env.RoleName;
import org.p2pltr.env.Write;
import org.p2pltr.id.PeerId;

/**
 * One event being handled: what the world says now, and what is to be done. Each cell is a lane:
 * what is said of it waits for its writes, unless said at once.
 */
final class Turn {
    private final Environment world;
    private final Effects.Collector out = new Effects.Collector(Lane.MAIN);

    Turn(Environment world) {
        this.world = world;
    }

    Environment world() {
        return world;
    }

    Duration now() {
        return world.uptime();
    }

    /** A random duration from zero up to (not including) another. */
    Duration random(Duration below) {
        return below.isZero()
                ? Duration.ZERO
                : Duration.ofNanos(world.random().nextLong(below.toNanos()));
    }

    void persist(Cell cell, List<Write> writes) {
        if (!writes.isEmpty()) in(cell).add(new Effect.Persist(writes));
    }

    /** Leaves when everything that the cell has written is durable. */
    void send(Cell cell, PeerId to, Message message) {
        in(cell).send(to, message);
    }

    /** Leaves now: it promises nothing of this peer's that is not durable. */
    void sendNow(Cell cell, PeerId to, Message message) {
        in(cell).sendAtOnce(to, message);
    }

    /** Answers when everything that the cell has written is durable. */
    void answer(Cell cell, AskId asked, Reply reply) {
        in(cell).add(new Effect.Answer(asked, reply));
    }

    /** A message that is about no state of this peer. */
    void sendPlain(PeerId to, Message message) {
        plain().send(to, message);
    }

    void report(Cell cell, PeerEvent event) {
        in(cell).report(event);
    }

    void reportNow(Cell cell, PeerEvent event) {
        in(cell).add(new Effect.AtOnce(new Effect.Report(event)));
    }

    void tell(RoleName role, Notice notice) {
        plain().add(new Effect.Tell(role, notice));
    }

    Effects.Collector plain() {
        return out.in(Lane.MAIN);
    }

    Effects effects() {
        return out.effects();
    }

    private Effects.Collector in(Cell cell) {
        return out.in(new Lane("cell " + cell));
    }
}
