package org.p2pltr.retrieval;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.p2pltr.id.PeerId;
import org.p2pltr.placement.Segment;
import org.p2pltr.placement.SegmentLocator.Whereabouts;

/**
 * In which order replicas are asked: this peer itself, then the other places (each segment begins
 * at another one, so that the load spreads), then further located peers; silent ones last.
 */
final class Replicas {
    /** Most silent peers remembered. */
    static final int MAX_SILENT = 256;

    private final PeerId self;
    private final LinkedHashSet<PeerId> silent = new LinkedHashSet<>();

    Replicas(PeerId self) {
        this.self = self;
    }

    void silent(PeerId peer) {
        if (peer.equals(self)) return;
        silent.add(peer);
        if (silent.size() > MAX_SILENT) silent.removeFirst();
    }

    void heard(PeerId peer) {
        silent.remove(peer);
    }

    List<PeerId> order(Segment segment, Whereabouts where) {
        List<PeerId> places = where.places().peers();
        List<PeerId> order = new ArrayList<>();
        if (where.all().contains(self)) order.add(self);
        for (int i = 0; i < places.size(); i++)
            order.add(places.get((int) ((i + segment.number()) % places.size())));
        order.addAll(where.others());
        List<PeerId> distinct = new ArrayList<>(new LinkedHashSet<>(order));
        // A stable sort: within the two kinds the order stays.
        distinct.sort((a, b) -> Boolean.compare(silent.contains(a), silent.contains(b)));
        return distinct;
    }
}
