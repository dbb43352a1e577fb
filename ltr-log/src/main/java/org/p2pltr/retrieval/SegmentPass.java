package org.p2pltr.retrieval;

import java.util.List;
import java.util.Optional;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.id.PeerId;
import org.p2pltr.logpeer.TsRange;
import org.p2pltr.placement.Segment;

/**
 * Asks the replicas of a segment, one after the other, for the timestamps from {@code low} to
 * {@code high}: the next replica when one is silent, or has answered without what is needed.
 */
final class SegmentPass {
    private final Segment segment;
    private final boolean bodies;
    private long low;
    private final long high;
    private List<PeerId> replicas = List.of();
    private List<PeerId> places = List.of();
    private int current;
    private long next;
    private boolean waiting;

    SegmentPass(Segment segment, boolean bodies, long low, long high) {
        this.segment = segment;
        this.bodies = bodies;
        this.low = low;
        this.high = high;
        this.next = low;
    }

    Segment segment() {
        return segment;
    }

    DocumentKey document() {
        return segment.document();
    }

    boolean bodies() {
        return bodies;
    }

    long low() {
        return low;
    }

    long high() {
        return high;
    }

    boolean located() {
        return !replicas.isEmpty();
    }

    /** The replicas in the order to ask, and those of them where the entries belong. */
    void replicas(List<PeerId> order, List<PeerId> home) {
        replicas = List.copyOf(order);
        places = List.copyOf(home);
    }

    boolean waiting() {
        return waiting;
    }

    /** Every replica was asked in vain. */
    boolean exhausted() {
        return located() && current >= replicas.size();
    }

    /** The present replica has said all that it has. */
    boolean heard() {
        return next > high;
    }

    /** Whom to ask now, if there is anything to ask. */
    Optional<PeerId> toAsk() {
        return located() && !waiting && !exhausted() && !heard()
                ? Optional.of(replicas.get(current))
                : Optional.empty();
    }

    TsRange asking() {
        return new TsRange(new Timestamp(next), new Timestamp(high));
    }

    void asked() {
        waiting = true;
    }

    /** The replica asked has answered up to a timestamp. */
    void heard(PeerId from, Timestamp through) {
        if (!waiting || exhausted() || !replicas.get(current).equals(from)) return;
        waiting = false;
        // An answer that does not go on is a liar's or a fault: nothing more is asked of it.
        next = through.value() >= next ? Math.min(through.value(), high) + 1 : high + 1;
    }

    /** The replica asked is silent. */
    void silent(PeerId from) {
        if (waiting && !exhausted() && replicas.get(current).equals(from)) nextReplica(low);
    }

    /** The present replica, if it is one of the places where the entries belong. */
    Optional<PeerId> place() {
        return replica().filter(places::contains);
    }

    Optional<PeerId> replica() {
        return located() && !exhausted() ? Optional.of(replicas.get(current)) : Optional.empty();
    }

    /** Begins at a later timestamp, as the ones before are there. */
    void startAt(long ts) {
        low = ts;
        next = ts;
    }

    /** Goes on to the next replica, from a timestamp on. */
    void nextReplica(long from) {
        current++;
        waiting = false;
        low = from;
        next = from;
    }
}
