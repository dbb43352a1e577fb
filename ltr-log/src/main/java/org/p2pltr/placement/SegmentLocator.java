package org.p2pltr.placement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.Lane;
import org.p2pltr.env.RoleName;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;
import org.p2pltr.ring.RingNotice;
import org.p2pltr.ring.RoutedRing;

/**
 * Asks the ring where segments live, for the role that owns this object, and remembers the answers
 * until the ring changes. Touched by that role's loop only.
 */
public final class SegmentLocator {
    /** Most answers remembered. */
    public static final int MAX_REMEMBERED = 4096;

    /** Most segments asked for at a time; the oldest is given up. */
    public static final int MAX_ASKING = 4096;

    private final RoleName asker;
    private final LogSettings settings;
    private final LinkedHashMap<Segment, Whereabouts> found = new LinkedHashMap<>();
    private final LinkedHashMap<Segment, Asking> asking = new LinkedHashMap<>();
    private final TreeMap<Long, Segment> segmentOf = new TreeMap<>();
    private long lastQuestion;

    /**
     * The peers of a segment.
     *
     * @param places where its entries belong
     * @param others further peers that were located, which may hold it since the ring was another
     */
    public record Whereabouts(Places places, List<PeerId> others) {
        public Whereabouts {
            others = List.copyOf(others);
        }

        /** The places' peers, then the others. */
        public List<PeerId> all() {
            List<PeerId> all = new ArrayList<>(places.peers());
            all.addAll(others);
            return all;
        }
    }

    private record Asking(long first, TreeMap<Integer, List<PeerId>> answers) {}

    /** A locator for one role. */
    public SegmentLocator(RoleName asker, LogSettings settings) {
        this.asker = asker;
        this.settings = settings;
    }

    /** Where a segment lives, if that is known and the ring has not changed since. */
    public Optional<Whereabouts> known(Segment segment) {
        return Optional.ofNullable(found.get(segment));
    }

    /** True while the ring has been asked for a segment and has not answered in full. */
    public boolean isAsking(Segment segment) {
        return asking.containsKey(segment);
    }

    /**
     * Asks the ring for a segment's positions, again if the answers are not all there. The answers
     * go to {@link #answered}; they may never come.
     */
    public Effects locate(Segment segment) {
        forget(segment);
        long first = lastQuestion + 1;
        lastQuestion += settings.functions();
        asking.put(segment, new Asking(first, new TreeMap<>()));
        if (asking.size() > MAX_ASKING) forget(asking.firstEntry().getKey());
        Effects.Collector out = new Effects.Collector(Lane.MAIN);
        List<RingPosition> positions = segment.positions(settings);
        for (int i = 0; i < positions.size(); i++) {
            segmentOf.put(first + i, segment);
            var ask = new RingNotice.Locate(asker, first + i, positions.get(i));
            // To ask where someone is promises nothing, so it need not wait for the disk.
            out.add(new Effect.AtOnce(new Effect.Tell(RoutedRing.NAME, ask)));
        }
        return out.effects();
    }

    /** Takes an answer of the ring; the segment, when its last position was answered now. */
    public Optional<Segment> answered(RingNotice.Located located) {
        Segment segment = segmentOf.remove(located.question());
        if (segment == null || located.peers().isEmpty()) return Optional.empty();
        Asking asked = asking.get(segment);
        if (asked == null) return Optional.empty();
        asked.answers().put((int) (located.question() - asked.first()), located.peers());
        if (asked.answers().size() < settings.functions()) return Optional.empty();
        asking.remove(segment);
        found.put(segment, whereabouts(List.copyOf(asked.answers().values())));
        if (found.size() > MAX_REMEMBERED) found.remove(found.firstEntry().getKey());
        return Optional.of(segment);
    }

    /** Forgets what was found, as the ring has changed. Questions on their way stay. */
    public void forgetAll() {
        found.clear();
    }

    private void forget(Segment segment) {
        found.remove(segment);
        Asking old = asking.remove(segment);
        if (old == null) return;
        for (int i = 0; i < settings.functions(); i++) segmentOf.remove(old.first() + i);
    }

    private static Whereabouts whereabouts(List<List<PeerId>> located) {
        Places places = Places.of(located);
        List<PeerId> taken = places.peers();
        List<PeerId> others =
                located.stream()
                        .flatMap(List::stream)
                        .distinct()
                        .filter(p -> !taken.contains(p))
                        .toList();
        return new Whereabouts(places, others);
    }
}
