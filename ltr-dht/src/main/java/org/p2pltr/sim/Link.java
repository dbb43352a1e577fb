package org.p2pltr.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way from one peer to another, in this direction only. */
final class Link {
    private final List<Envelope> held = new ArrayList<>();
    private List<NetworkFaults> own = List.of();
    private boolean cut;
    private boolean clogged;
    private long lastArrival;

    /** Replaces the network's faults on this link. */
    void own(NetworkFaults faults) {
        own = List.of(faults);
    }

    void noOwn() {
        own = List.of();
    }

    Optional<NetworkFaults> own() {
        return own.stream().findFirst();
    }

    void cut(boolean on) {
        cut = on;
    }

    boolean isCut() {
        return cut;
    }

    void clog() {
        clogged = true;
    }

    boolean isClogged() {
        return clogged;
    }

    void hold(Envelope envelope) {
        held.add(envelope);
    }

    /** Opens the link; returns what waited, in order. */
    List<Envelope> unclog() {
        clogged = false;
        List<Envelope> waited = List.copyOf(held);
        held.clear();
        return waited;
    }

    /** The first time at or after the wished one that keeps the order of this link. */
    long inOrder(long wished) {
        lastArrival = Math.max(lastArrival, wished);
        return lastArrival;
    }
}
