package org.p2pltr.loop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Lane;

/**
 * Durable before said, for one role: in each lane, an effect leaves once every write before it is
 * synced, in the order in which the effects came. Lanes do not wait for each other.
 *
 * <p>Source: architecture.md, rule 4.
 */
final class Barrier {
    private final Consumer<Effect> leave;

    /** Only lanes in which something waits; looked up, never iterated. */
    private final Map<Lane, Deque<Step>> waiting = new HashMap<>();

    /** One thing of a lane, in the order of the lane. */
    sealed interface Step {}

    /** A write on its way to the disk. */
    static final class Unsynced implements Step {
        private final Lane lane;
        private boolean synced;

        private Unsynced(Lane lane) {
            this.lane = lane;
        }
    }

    record Held(Effect effect) implements Step {}

    /** A barrier that lets effects out through the given door. */
    Barrier(Consumer<Effect> leave) {
        this.leave = leave;
    }

    /** A write of the lane is handed to the disk: what the lane says from here on waits for it. */
    Unsynced wrote(Lane lane) {
        Unsynced write = new Unsynced(lane);
        waiting.computeIfAbsent(lane, _ -> new ArrayDeque<>()).addLast(write);
        return write;
    }

    /** The lane says something: it leaves now, or when all its earlier writes are synced. */
    void say(Lane lane, Effect effect) {
        Deque<Step> steps = waiting.get(lane);
        if (steps == null) {
            leave.accept(effect);
        } else {
            steps.addLast(new Held(effect));
        }
    }

    /** The disk has the write. Writes of two databases may be synced in any order. */
    void synced(Unsynced write) {
        write.synced = true;
        Deque<Step> steps = waiting.get(write.lane);
        while (steps != null && !steps.isEmpty()) {
            switch (steps.getFirst()) {
                case Unsynced first -> {
                    if (!first.synced) return;
                    steps.removeFirst();
                }
                case Held(Effect effect) -> {
                    steps.removeFirst();
                    leave.accept(effect);
                }
            }
        }
        waiting.remove(write.lane);
    }

    /** How many lanes wait for the disk. */
    int lanesWaiting() {
        return waiting.size();
    }
}
