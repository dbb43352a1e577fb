package org.p2pltr.start;

import org.p2pltr.env.PeerEvent;
import org.p2pltr.id.PeerId;

/** What the start counters have to report. */
public sealed interface StartEvent extends PeerEvent {
    /** Another peer is refused: a later start, or another run of this one, was seen before. */
    record StartRefused(PeerId peer, Start said, Start seen) implements StartEvent {}

    /**
     * Another peer has proven, with this peer's own signature, that this peer runs on an old or a
     * doubled copy of its disk: it must stop before it votes. Its last report.
     */
    record RunsOnOldCopy(Start said, Start seen) implements StartEvent {
        /** In one line, without what helps. */
        public String why() {
            return said.number() < seen.number()
                    ? "this data directory is an old copy: it is at start %d, but other peers have seen start %d of this peer"
                            .formatted(said.number(), seen.number())
                    : "this data directory was copied: other peers have seen another process as this peer, with the same start %d"
                            .formatted(said.number());
        }
    }
}
