package org.p2pltr.merge;

import java.util.List;
import org.p2pltr.text.StateChange;

/**
 * A queue of tentative changes as it must read after what was validated meanwhile.
 *
 * @param changes as many as went in, in their order; the first applies to the state that base and
 *     theirs yield, each other to what the one before it yields; the change that first touched a
 *     conflict notes it in its attributes (in a queue with many, the last change notes the rest)
 * @param conflicts one per region, not one per change; places are in the text that the last change
 *     yields
 */
public record RebasedQueue(List<StateChange> changes, List<Conflict> conflicts) {
    /** Copies the lists. */
    public RebasedQueue {
        changes = List.copyOf(changes);
        conflicts = List.copyOf(conflicts);
    }
}
