package org.p2pltr.ring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.p2pltr.env.RoleName;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.routing.RoutingTable;

/**
 * A peer's place in the routed ring: its table, whom it knows, how far in it is, and who is beside
 * it. In the table are those who spoke themselves; of whom others speak, that one is tried first.
 */
final class Seat {
    final PeerContact self;
    final RoutedSettings settings;
    final Passage passage;
    final Membership members;
    final Lookups lookups;
    private final String name;

    /** On whom the other roles of this peer depend. */
    private final Map<RoleName, Set<PeerId>> depended = new LinkedHashMap<>();

    private RoutingTable table;
    private long incarnation;
    private long lastNumber;

    Seat(PeerContact self, String name, RoutedSettings settings) {
        this.self = self;
        this.name = name;
        this.settings = settings;
        this.passage = new Passage(settings);
        this.members = new Membership(settings.times());
        this.lookups = new Lookups(self, settings, this::heardLately);
        this.table = alone();
    }

    private RoutingTable alone() {
        return RoutingTable.alone(self.id(), settings.arity(), settings.successors());
    }

    /** The last life of this peer, as it is on disk. */
    void remember(long lastIncarnation) {
        incarnation = lastIncarnation;
    }

    /** A life begins. Nothing is said in it before it is known on disk that it has begun. */
    void begin(Turn turn) {
        incarnation++;
        turn.persistFirst(RingRecords.incarnation(incarnation));
        // Answers to the questions of an earlier life must not be taken for answers to these.
        lastNumber = incarnation << 32;
        for (Member known : members.all()) turn.know(known.introduction().contact());
    }

    /** The number of a new question. */
    long number() {
        return ++lastNumber;
    }

    long incarnation() {
        return incarnation;
    }

    /** What this peer says of itself. */
    Introduction introduction() {
        return new Introduction(self, name, incarnation);
    }

    RoutingTable table() {
        return table;
    }

    /** True if nobody else is in the table. */
    boolean isLonely() {
        return table.peers().isEmpty();
    }

    /** Nobody else is in the ring; who was is remembered. */
    void clear(Turn turn) {
        for (PeerContact peer : table.peers()) members.expect(peer, false, turn);
        update(alone(), turn);
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

    /** A member spoke. False if its words are from an earlier life: then they mean nothing. */
    boolean heard(Introduction spoken, Turn turn) {
        if (!members.heard(spoken, turn)) return false;
        update(table.with(spoken.contact()), turn);
        return true;
    }

    /** True of a peer that gave a sign of life within two heartbeats. */
    boolean heardLately(PeerId peer, Duration now) {
        return members.find(peer)
                .filter(Member::isAlive)
                .map(known -> known.silence(now))
                .filter(silence -> silence.compareTo(settings.heartbeat().multipliedBy(2)) < 0)
                .isPresent();
    }

    /** Others say that somebody is there: where it would be near this peer, it is tried first. */
    void believe(PeerContact peer, Turn turn) {
        if (peer.id().equals(self.id())) return;
        boolean hoped = members.find(peer.id()).filter(each -> !each.isHoped()).isEmpty();
        if (isInRange(peer.id().position())) mention(peer, turn);
        else if (hoped) update(table.with(peer), turn);
    }

    /** True if a peer at that position would be a near successor or the predecessor. */
    private boolean isInRange(RingPosition position) {
        List<PeerContact> near = table.successors();
        if (table.isComplete() || near.size() < settings.successors()) return true;
        long distance = self.id().position().distanceTo(position);
        long last = self.id().position().distanceTo(near.getLast().id().position());
        if (Long.compareUnsigned(distance, last) < 0) return true;
        return table.predecessor()
                .map(peer -> self.id().position().distanceTo(peer.id().position()))
                .filter(before -> Long.compareUnsigned(distance, before) > 0)
                .isPresent();
    }

    /** Tries a peer of whom others say that it is there. It is taken in when it speaks itself. */
    void mention(PeerContact peer, Turn turn) {
        if (peer.id().equals(self.id())) return;
        members.mentioned(peer, turn)
                .filter(known -> !known.isAlive() && known.isProbeDue(turn.now()))
                .ifPresent(known -> {
                    turn.know(peer);
                    probe(known, turn);
                });
    }

    /**
     * Asks a peer whether it is there; the first successor also what it knows of those after it.
     */
    void probe(Member known, Turn turn) {
        PeerId to = known.introduction().id();
        long number = number();
        known.probed(number, turn.now(), settings.times());
        boolean first = isFirst(to);
        long digest =
                first ? digest(table.successors().subList(1, table.successors().size()), self) : 0;
        Optional<PeerContact> before = first ? table.predecessor() : Optional.empty();
        turn.send(to, new RoutedMessage.Probe(number, introduction(), first, digest, before));
    }

    /** True of the first successor. */
    boolean isFirst(PeerId peer) {
        return table.successors().stream().findFirst().filter(f -> f.id().equals(peer)).isPresent();
    }

    /**
     * Of the near successors of a peer, as far as its predecessor can know them: up to the
     * predecessor itself, where the ring is small.
     */
    long digest(List<PeerContact> near, PeerContact upTo) {
        long digest = 1;
        int most = settings.successors() - 1;
        for (PeerContact peer : near) {
            if (peer.id().equals(upTo.id()) || most-- == 0) break;
            digest = 31 * digest + peer.id().position().value();
        }
        return digest;
    }

    /** A peer is out of the ring, or fell silent. */
    void drop(PeerId peer, Turn turn) {
        lookups.forget(peer);
        update(table.without(peer), turn);
    }

    /** A role wants to hear the fate of these peers; each time all of them. */
    void depend(RoleName asker, List<PeerId> peers) {
        depended.put(asker, new LinkedHashSet<>(peers));
    }

    /** Neighbours and those on whom a role depends. */
    Set<PeerId> watched() {
        Set<PeerId> watched = new LinkedHashSet<>();
        neighbours().forEach(peer -> watched.add(peer.id()));
        depended.values().forEach(watched::addAll);
        watched.remove(self.id());
        return watched;
    }

    /** The near successors and the predecessor. */
    Set<PeerContact> neighbours() {
        Set<PeerContact> all = new LinkedHashSet<>(table.successors());
        table.predecessor().ifPresent(all::add);
        return all;
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
