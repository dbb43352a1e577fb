package org.p2pltr.merge;

import java.util.List;
import org.p2pltr.text.StateChange;

/**
 * One tentative change as it must read after what was validated meanwhile.
 *
 * @param mineOnTheirs applies to the state that base and theirs yield; carries the conflicts in its
 *     attributes too
 * @param conflicts what both sides changed at once; places are in the merged text
 */
public record Merge(StateChange mineOnTheirs, List<Conflict> conflicts) {
    /** Copies the list. */
    public Merge {
        conflicts = List.copyOf(conflicts);
    }
}
