package org.p2pltr.ring;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.routing.RoutingTable;

/** A peer's place in the routed ring: its table, how far in it is, and who is beside it. */
final class Seat {
    final PeerContact self;
    final RoutedSettings settings;
    final Passage passage;
    final Neighbours neighbours;
    final Lookups lookups;
    private RoutingTable table;
    private long lastNumber;

    Seat(PeerContact self, RoutedSettings settings) {
        this.self = self;
        this.settings = settings;
        this.passage = new Passage(settings);
        this.neighbours = new Neighbours(settings);
        this.lookups = new Lookups(self, settings);
        this.table = RoutingTable.alone(self.id(), settings.arity(), settings.successors());
    }

    /** Numbers from here on: answers to an earlier life's questions must not look like new ones. */
    void countFrom(long number) {
        lastNumber = number;
    }

    /** The number of a new question. */
    long number() {
        return ++lastNumber;
    }

    RoutingTable table() {
        return table;
    }

    /** Nobody else is known. */
    void clear() {
        table = RoutingTable.alone(self.id(), settings.arity(), settings.successors());
    }

    /** The table is this from now on; who follows this peer, or is before it, may have changed. */
    void update(RoutingTable next, Turn turn) {
        if (next == table) return;
        Set<PeerContact> known = new LinkedHashSet<>(table.peers());
        for (PeerContact peer : next.peers()) {
            if (!known.contains(peer)) turn.know(peer);
        }
        boolean same =
                next.successors().equals(table.successors())
                        && next.predecessor().equals(table.predecessor());
        table = next;
        if (!same) turn.changed();
    }

    /** Somebody is there, as it says itself or its neighbour says. */
    void believe(PeerContact peer, Turn turn) {
        if (!neighbours.isGone(peer.id(), turn.now())) update(table.with(peer), turn);
    }

    /** A peer left or fell silent. */
    void drop(PeerId peer, Turn turn) {
        neighbours.gone(peer, turn.now());
        lookups.forget(peer);
        update(table.without(peer), turn);
    }

    /** This peer, then its near successors in ring order. */
    List<PeerContact> fromHereOn() {
        List<PeerContact> peers = new ArrayList<>(List.of(self));
        peers.addAll(table.successors());
        return peers;
    }

    /** The answer that this peer is responsible. */
    RoutedMessage.Found foundHere(long number, int hops) {
        RingPosition after = table.predecessor().orElse(self).id().position();
        return new RoutedMessage.Found(number, after, fromHereOn(), hops);
    }
}
