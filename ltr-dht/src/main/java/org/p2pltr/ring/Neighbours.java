package org.p2pltr.ring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.routing.RoutingTable;

/**
 * Whether the near successors and the predecessor of this peer are there. A silent one is suspected
 * only if two others do not hear it either. Source: ring.md, "Membership".
 */
final class Neighbours {
    /** How many others are asked to probe a silent neighbour. */
    static final int OTHERS = 2;

    /** Most probes for others under way, and most peers kept in mind as gone. */
    private static final int MAX_KEPT = 128;

    private final RoutedSettings settings;
    private final Map<PeerId, Duration> heardAt = new LinkedHashMap<>();
    private final Map<Long, ForOther> forOthers = new LinkedHashMap<>();

    /** Who left or fell silent: what others still say of them is not believed. */
    private final Map<PeerId, Duration> gone = new LinkedHashMap<>();

    private record ForOther(PeerId asker, long number, PeerId target) {}

    Neighbours(RoutedSettings settings) {
        this.settings = settings;
    }

    /** A neighbour, or who was one, gave a sign of life. */
    void heard(PeerId peer, Duration now) {
        heardAt.computeIfPresent(peer, (_, _) -> now);
    }

    /** It left, or fell silent; not to be believed in for as long as others may speak of it. */
    void gone(PeerId peer, Duration now) {
        heardAt.remove(peer);
        gone.put(peer, now.plus(settings.suspectAfter()));
        if (gone.size() > MAX_KEPT) gone.remove(gone.keySet().iterator().next());
    }

    /** It is here again, as it says itself. */
    void back(PeerId peer) {
        gone.remove(peer);
    }

    /** True if it left or fell silent a short time ago. */
    boolean isGone(PeerId peer, Duration now) {
        Duration until = gone.get(peer);
        return until != null && now.compareTo(until) < 0;
    }

    /** Those of a list that are not known to be gone. */
    List<PeerContact> believed(List<PeerContact> peers, Duration now) {
        return peers.stream().filter(peer -> !isGone(peer.id(), now)).toList();
    }

    /** This peer slept: nobody could be heard meanwhile. */
    void slept(Duration time) {
        heardAt.replaceAll((_, at) -> at.plus(time));
    }

    /** Probes all neighbours and asks others about the silent; returns who is suspected now. */
    List<PeerId> beat(RoutingTable table, PeerContact self, long number, Turn turn) {
        Set<PeerContact> watched = new LinkedHashSet<>(table.successors());
        table.predecessor().ifPresent(watched::add);
        heardAt.keySet().retainAll(watched.stream().map(PeerContact::id).toList());
        List<PeerId> silent = new ArrayList<>();
        Optional<PeerContact> first = table.successors().stream().findFirst();
        long expected = digest(rest(table.successors()), self.id());
        for (PeerContact peer : watched) {
            Duration at = heardAt.computeIfAbsent(peer.id(), _ -> turn.now());
            Duration silence = turn.now().minus(at);
            if (silence.compareTo(settings.suspectAfter()) >= 0) {
                silent.add(peer.id());
                continue;
            }
            boolean isFirst = first.filter(peer::equals).isPresent();
            turn.send(
                    peer.id(),
                    new RoutedMessage.Probe(number, self, isFirst, isFirst ? expected : 0));
            if (silence.compareTo(settings.askOthersAfter()) >= 0)
                askOthers(peer, watched, number, turn);
        }
        return silent;
    }

    private static List<PeerContact> rest(List<PeerContact> list) {
        return list.isEmpty() ? list : list.subList(1, list.size());
    }

    private static void askOthers(
            PeerContact silent, Set<PeerContact> watched, long number, Turn turn) {
        watched.stream()
                .filter(peer -> !peer.equals(silent))
                .limit(OTHERS)
                .forEach(peer -> turn.send(peer.id(), new RoutedMessage.ProbeFor(number, silent)));
    }

    /** Another peer asks this one to probe a third. */
    void probeFor(
            PeerId asker, RoutedMessage.ProbeFor asked, long number, PeerContact self, Turn turn) {
        forOthers.put(number, new ForOther(asker, asked.number(), asked.target().id()));
        if (forOthers.size() > MAX_KEPT) forOthers.remove(forOthers.keySet().iterator().next());
        turn.know(asked.target());
        turn.send(asked.target().id(), new RoutedMessage.Probe(number, self, false, 0));
    }

    /** A probed peer answered. */
    void alive(PeerId from, long number, Turn turn) {
        heard(from, turn.now());
        ForOther other = forOthers.get(number);
        if (other == null || !other.target.equals(from)) return;
        forOthers.remove(number);
        turn.send(other.asker, new RoutedMessage.Heard(other.number, from));
    }

    /**
     * Of the near successors of a peer, as far as its predecessor can know them: up to the
     * predecessor itself, where the ring is small.
     */
    long digest(List<PeerContact> near, PeerId upTo) {
        long digest = 1;
        int most = settings.successors() - 1;
        for (PeerContact peer : near) {
            if (peer.id().equals(upTo) || most-- == 0) break;
            digest = 31 * digest + peer.id().position().value();
        }
        return digest;
    }
}
