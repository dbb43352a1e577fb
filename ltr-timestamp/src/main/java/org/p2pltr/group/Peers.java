package org.p2pltr.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.id.PeerId;

/** Who is alive, as far as this peer knows: hints that decide when to act, never whether. */
final class Peers {
    /** How long a graceful leave may take. */
    static final Duration LEAVING = Duration.ofMinutes(1);

    /** Of so many peers the last sign of life is kept; a group has five members at most. */
    static final int MAX_SPOKE = 4_096;

    private final PeerId self;
    private final GroupSettings settings;
    private final TreeSet<PeerId> heard = new TreeSet<>();
    private final TreeMap<PeerId, Duration> silentSince = new TreeMap<>();

    /** Who spoke when, the longest silent one first. */
    private final LinkedHashMap<PeerId, Duration> spoke = new LinkedHashMap<>();

    private final TreeSet<PeerId> toldDead = new TreeSet<>();
    private final TreeMap<PeerId, Duration> dropped = new TreeMap<>();

    Peers(PeerId self, GroupSettings settings) {
        this.self = self;
        this.settings = settings;
    }

    /** All that are heard now, as the ring says. */
    List<PeerId> heard() {
        return List.copyOf(heard);
    }

    void heard(PeerId peer) {
        dropped.remove(peer);
        heard.add(peer);
        silentSince.remove(peer);
        toldDead.remove(peer);
    }

    /** A group goes on without this member: perhaps it is leaving and still in the ring. */
    void dropped(PeerId member, Duration now) {
        dropped.put(member, now);
    }

    /** True once when somebody who might have been leaving has stayed. */
    boolean someoneStayed(Duration now) {
        return dropped.values().removeIf(since -> now.minus(since).compareTo(LEAVING) >= 0);
    }

    /** True if it may be leaving: no group should take it in. */
    boolean mayBeLeaving(PeerId peer) {
        return dropped.containsKey(peer);
    }

    void suspected(PeerId peer, Duration now) {
        heard.remove(peer);
        silentSince.putIfAbsent(peer, now);
    }

    /** A message of it came: a sign of life, for a while. */
    void spoke(PeerId peer, Duration now) {
        spoke.remove(peer);
        spoke.put(peer, now);
        // What is older than all that is asked about it says no more than that nothing is known.
        Duration asked = settings.replaceAfter();
        if (asked.compareTo(settings.unknownAfter()) < 0) asked = settings.unknownAfter();
        Iterator<Duration> oldest = spoke.values().iterator();
        while (oldest.hasNext()) {
            boolean isOld = now.minus(oldest.next()).compareTo(asked) > 0;
            if (!isOld && spoke.size() <= MAX_SPOKE) return;
            oldest.remove();
        }
    }

    /** Of how many peers a sign of life is kept. */
    int spoken() {
        return spoke.size();
    }

    /** Not suspected, or heard since; and heard of at all unless this peer has just started. */
    boolean isAlive(PeerId peer, Duration now) {
        if (peer.equals(self) || heard.contains(peer)) return true;
        // After a partition members hear each other long before the ring says so: whoever takes one
        // for dead that has just asked for a promise takes the cell back, again and again.
        Duration since = spoke.getOrDefault(peer, Duration.ZERO);
        Duration silent = silentSince.get(peer);
        boolean isRecent = now.minus(since).compareTo(settings.unknownAfter()) < 0;
        return isRecent && (silent == null || silent.compareTo(since) < 0);
    }

    /** The same peers, those that are silent at the end. */
    List<PeerId> silentLast(List<PeerId> some) {
        List<PeerId> ordered = new ArrayList<>(some);
        ordered.sort(Comparator.comparing(silentSince::containsKey));
        return ordered;
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
