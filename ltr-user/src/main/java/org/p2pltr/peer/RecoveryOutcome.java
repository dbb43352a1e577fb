package org.p2pltr.peer;

import java.util.List;

/** How the recovery of one cell ended. */
public sealed interface RecoveryOutcome {
    /** Which cell. */
    int cell();

    /**
     * It gives timestamps again.
     *
     * @param members of its group, as PeerIds in hexadecimal digits
     * @param documents in it
     * @param entries that no survivor knew of and the log held
     * @param unheard documents of which not all Log-Peers answered: they may have had more
     */
    record Recovered(int cell, List<String> members, int documents, int entries, int unheard)
            implements RecoveryOutcome {
        public Recovered {
            members = List.copyOf(members);
        }
    }

    /** It stays blocked. */
    record Failed(int cell, String why) implements RecoveryOutcome {}
}
