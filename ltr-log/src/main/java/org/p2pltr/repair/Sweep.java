package org.p2pltr.repair;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2pltr.id.PeerId;
import org.p2pltr.logpeer.Holdings;
import org.p2pltr.placement.Places;
import org.p2pltr.placement.Segment;

/** One walk over all segments that this peer holds. */
final class Sweep {
    private final PeerId self;
    private final boolean fast;
    private Optional<Segment> at = Optional.empty();
    private boolean done;

    /** A fast sweep compares with all places of a segment, a slow one with the next place only. */
    Sweep(PeerId self, boolean fast) {
        this.self = self;
        this.fast = fast;
    }

    boolean isFast() {
        return fast;
    }

    boolean isDone() {
        return done;
    }

    /** The next segments, so many at most. */
    List<Segment> next(Holdings holdings, int count) {
        List<Segment> batch = new ArrayList<>();
        while (batch.size() < count && !done) {
            Optional<Segment> next = holdings.next(at);
            done = next.isEmpty();
            if (done) break;
            at = next;
            next.ifPresent(batch::add);
        }
        return batch;
    }

    /** With whom a segment is compared. */
    List<PeerId> partners(Places places) {
        List<PeerId> peers = places.peers();
        List<PeerId> others = peers.stream().filter(p -> !p.equals(self)).toList();
        if (fast || others.isEmpty()) return others;
        int mine = peers.indexOf(self);
        return List.of(mine < 0 ? others.getFirst() : peers.get((mine + 1) % peers.size()));
    }
}
