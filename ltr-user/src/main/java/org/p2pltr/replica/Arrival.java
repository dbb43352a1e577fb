package org.p2pltr.replica;

import java.util.List;
import org.p2pltr.entry.PatchId;
import org.p2pltr.entry.Timestamp;

/** What became of entries that arrived. */
public sealed interface Arrival {
    /**
     * They were applied, in whole.
     *
     * @param replica the copy after them
     * @param own the names of this peer's patches among them, off the queue now
     * @param conflicts how many conflicts putting the rest of the queue onto them made
     */
    record Applied(Replica replica, List<PatchId> own, int conflicts) implements Arrival {
        public Applied {
            own = List.copyOf(own);
        }
    }

    /**
     * An entry does not fit the state it should apply to, or yields another state than it says;
     * nothing was done.
     */
    record Unfit(Timestamp ts, String why) implements Arrival {}
}
