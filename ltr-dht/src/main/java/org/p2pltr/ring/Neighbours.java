package org.p2pltr.ring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;

/**
 * Whether those whom this peer watches are there: its near successors, its predecessor, and those
 * on whom its other roles depend. A silent one is suspected only if two others do not hear it
 * either. Who was known and is silent is tried ever more rarely, so that the parts of a split ring
 * find each other. Source: ring.md, "Membership".
 */
final class Neighbours {
    /** How many others are asked to probe a silent neighbour. */
    static final int OTHERS = 2;

    /** Most silent peers that are tried in one heartbeat. */
    static final int MAX_TRIED = 8;

    /** Most probes for others under way. */
    private static final int MAX_KEPT = 128;

    private final Seat seat;
    private final Map<Long, ForOther> forOthers = new LinkedHashMap<>();

    private record ForOther(PeerId asker, long number, PeerId target) {}

    Neighbours(Seat seat) {
        this.seat = seat;
    }

    /** Probes who is due and asks others about the silent; returns who is suspected now. */
    List<PeerId> beat(Turn turn) {
        for (PeerContact peer : seat.neighbours()) seat.members.expect(peer, true, turn);
        Set<PeerId> watched = seat.watched();
        List<PeerId> suspected = seat.members.watch(watched::contains, turn);
        int tried = 0;
        for (Member known : seat.members.all()) {
            boolean isWatched = watched.contains(known.introduction().id());
            boolean due =
                    switch (known.standing()) {
                        case ALIVE -> true;
                        case EXPECTED -> isWatched || known.isProbeDue(turn.now());
                        case ACQUAINTED -> isWatched;
                        case SUSPECTED -> tried < MAX_TRIED && known.isProbeDue(turn.now());
                        // Alone, even those who left are tried: they may be back.
                        case LEFT -> seat.isLonely() && known.isProbeDue(turn.now());
                    };
            if (!due) continue;
            if (!known.isHoped()) tried++;
            seat.probe(known, turn);
            if (isWatched && known.isHoped()) askOthers(known, watched, turn);
        }
        return suspected;
    }

    private void askOthers(Member silent, Set<PeerId> watched, Turn turn) {
        if (silent.silence(turn.now()).compareTo(seat.settings.askOthersAfter()) < 0) return;
        PeerContact target = silent.introduction().contact();
        watched.stream()
                .filter(peer -> !peer.equals(target.id()))
                .filter(peer -> seat.members.find(peer).filter(Member::isAlive).isPresent())
                .limit(OTHERS)
                .forEach(
                        peer -> turn.send(peer, new RoutedMessage.ProbeFor(seat.number(), target)));
    }

    /** Another peer asks this one to probe a third. */
    void probeFor(PeerId asker, RoutedMessage.ProbeFor asked, Turn turn) {
        long number = seat.number();
        forOthers.put(number, new ForOther(asker, asked.number(), asked.target().id()));
        if (forOthers.size() > MAX_KEPT) forOthers.remove(forOthers.keySet().iterator().next());
        turn.know(asked.target());
        turn.send(
                asked.target().id(),
                new RoutedMessage.Probe(number, seat.introduction(), false, 0, Optional.empty()));
    }

    /** A probed peer answered; true if it was not known to be around. */
    boolean alive(PeerId from, RoutedMessage.Alive alive, Turn turn) {
        ForOther other = forOthers.get(alive.number());
        if (other != null && other.target.equals(from)) {
            forOthers.remove(alive.number());
            turn.send(other.asker, new RoutedMessage.Heard(other.number, from));
        }
        Member known = seat.members.find(from).orElse(null);
        // Who is not known was probed for another.
        if (known == null) return false;
        boolean wasAround = known.isAround();
        PeerContact contact = known.introduction().contact();
        Introduction spoken = new Introduction(contact, alive.name(), alive.incarnation());
        if (!seat.heard(spoken, turn)) return false;
        known.answered(alive.number(), turn.now());
        return !wasAround;
    }

    /** Others hear a peer that this one does not. */
    void vouchedFor(PeerId target, Turn turn) {
        seat.members.find(target).ifPresent(known -> known.vouchedFor(turn.now()));
    }
}
