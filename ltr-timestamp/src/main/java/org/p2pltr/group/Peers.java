package org.p2pltr.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.id.PeerId;

/** Who is alive, as far as this peer knows: hints that decide when to act, never whether. */
final class Peers {
    private final PeerId self;
    private final GroupSettings settings;
    private final TreeSet<PeerId> heard = new TreeSet<>();
    private final TreeMap<PeerId, Duration> silentSince = new TreeMap<>();
    private final TreeMap<PeerId, Duration> spoke = new TreeMap<>();
    private final TreeSet<PeerId> toldDead = new TreeSet<>();

    Peers(PeerId self, GroupSettings settings) {
        this.self = self;
        this.settings = settings;
    }

    void heard(PeerId peer) {
        heard.add(peer);
        silentSince.remove(peer);
        toldDead.remove(peer);
    }

    void suspected(PeerId peer, Duration now) {
        heard.remove(peer);
        silentSince.putIfAbsent(peer, now);
    }

    /** A message of it came: a sign of life, for a while. */
    void spoke(PeerId peer, Duration now) {
        spoke.put(peer, now);
    }

    /** Not suspected, or heard since; and heard of at all unless this peer has just started. */
    boolean isAlive(PeerId peer, Duration now) {
        if (peer.equals(self) || heard.contains(peer)) return true;
        // After a partition members outbid each other long before the ring finds them again:
        // whoever
        // takes one for dead that has just asked for a promise takes the cell back, for ever.
        Duration since = spoke.getOrDefault(peer, Duration.ZERO);
        Duration silent = silentSince.get(peer);
        boolean isRecent = now.minus(since).compareTo(settings.unknownAfter()) < 0;
        return isRecent && (silent == null || silent.compareTo(since) < 0);
    }

    /** Silent for so long that another peer may take its place. */
    boolean isLongDead(PeerId peer, Duration now) {
        if (peer.equals(self) || heard.contains(peer)) return false;
        Duration since = silentSince.getOrDefault(peer, spoke.getOrDefault(peer, Duration.ZERO));
        return now.minus(since).compareTo(settings.replaceAfter()) >= 0;
    }

    /** Peers that have become long dead since this was asked last. */
    List<PeerId> newlyDead(Duration now) {
        List<PeerId> dead = new ArrayList<>();
        for (PeerId peer : silentSince.keySet())
            if (isLongDead(peer, now) && toldDead.add(peer)) dead.add(peer);
        return dead;
    }
}
