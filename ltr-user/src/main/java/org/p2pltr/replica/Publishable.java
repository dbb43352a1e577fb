package org.p2pltr.replica;

import java.util.TreeSet;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.StateChange;
import org.p2pltr.text.StateChangeCodec;

/**
 * What a new patch may do: only what every peer can read, since a published patch that one cannot
 * read stops its page for ever. Source: log.md, "A log entry".
 */
final class Publishable {
    private Publishable() {}

    /**
     * The change without the removal of names that are not there. Throws IllegalArgumentException
     * if a peer that reads it would refuse it: {@link StateChangeCodec} has the limits.
     */
    static StateChange onto(Attributes before, StateChange change) {
        StateChange needed = new StateChange(change.text(), needed(before, change.attributes()));
        requireReadable(needed);
        return needed;
    }

    private static AttributeChange needed(Attributes before, AttributeChange change) {
        TreeSet<String> present = new TreeSet<>(change.removed());
        present.retainAll(before.values().keySet());
        return new AttributeChange(change.set(), present);
    }

    static void requireReadable(StateChange change) {
        try {
            StateChangeCodec.decode(StateChangeCodec.encode(change));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "no peer could read this change: " + e.getMessage(), e);
        }
    }
}
