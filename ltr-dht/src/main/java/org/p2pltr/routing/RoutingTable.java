package org.p2pltr.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;
import org.p2pltr.id.RingPosition;

/**
 * The peers that one peer keeps: its <em>near</em> successors, of which it knows that nobody is
 * between them; its predecessor; and for each part of its division the <em>responsible</em>, the
 * first peer at or after the part's start. A peer that is none of these is not kept.
 *
 * <p>A responsible that is dead is kept as <em>lost</em> until another is found: without it the
 * table could not know that peers may be missing between its neighbours. Immutable. Source:
 * ring.md, "Routing".
 */
public final class RoutingTable {
    /** Most successors that may be kept. */
    public static final int MAX_SUCCESSORS = 64;

    private final PeerId self;
    private final Division division;
    private final int wanted;
    private final int near;
    private final boolean whole;
    private final List<Entry> entries;

    /** A kept peer and its clockwise distance from this one, by which entries are in order. */
    private record Entry(PeerContact contact, long distance, boolean lost) {
        PeerId id() {
            return contact.id();
        }
    }

    private RoutingTable(
            PeerId self,
            Division division,
            int wanted,
            int near,
            boolean whole,
            List<Entry> entries) {
        this.self = self;
        this.division = division;
        this.wanted = wanted;
        this.near = near;
        this.whole = whole;
        this.entries = entries;
    }

    /** The table of a peer that is alone. It is to keep that many successors, at least 1. */
    public static RoutingTable alone(PeerId self, Arity arity, int successors) {
        if (successors < 1 || successors > MAX_SUCCESSORS)
            throw new IllegalArgumentException(
                    "a table keeps 1 to " + MAX_SUCCESSORS + " successors, not " + successors);
        Division division = new Division(self.position(), arity);
        return new RoutingTable(self, division, successors, 0, true, List.of());
    }

    /** The table that is right where exactly these peers are there; they are in ring order. */
    public static RoutingTable correct(
            PeerId self, Arity arity, int successors, List<PeerContact> ring) {
        RoutingTable table = alone(self, arity, successors);
        int own = firstAtOrAfter(self.position(), ring);
        List<PeerContact> chosen = new ArrayList<>();
        int others = ring.size() - 1;
        int near = Math.min(successors, others);
        for (int i = 1; i <= near; i++) chosen.add(ring.get((own + i) % ring.size()));
        long at = near == 0 ? 0 : table.distanceOf(chosen.getLast());
        while (near < others && (at = table.division.startAfter(at)) != 0) {
            int index = firstAtOrAfter(table.division.at(at), ring);
            PeerContact responsible = ring.get(index % ring.size());
            if (responsible.id().equals(self)) break;
            chosen.add(responsible);
            at = table.distanceOf(responsible);
        }
        if (near < others) {
            PeerContact predecessor = ring.get((own + others) % ring.size());
            if (!predecessor.equals(chosen.getLast())) chosen.add(predecessor);
        }
        List<Entry> entries = chosen.stream().map(table::entry).toList();
        return new RoutingTable(self, table.division, successors, near, near == others, entries);
    }

    private static int firstAtOrAfter(RingPosition position, List<PeerContact> ring) {
        int low = 0;
        int high = ring.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ring.get(middle).id().position().compareTo(position) < 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private long distanceOf(PeerContact peer) {
        return division.root().distanceTo(peer.id().position());
    }

    private Entry entry(PeerContact peer) {
        return new Entry(peer, distanceOf(peer), false);
    }

    /** Whose table this is. */
    public PeerId self() {
        return self;
    }

    /** How the circle looks from here. */
    public Division division() {
        return division;
    }

    /** How many peers are kept, the lost included. */
    public int size() {
        return entries.size();
    }

    /** The kept peers that are not lost, in ring order from this one on. */
    public List<PeerContact> peers() {
        return entries.stream().filter(entry -> !entry.lost).map(Entry::contact).toList();
    }

    /** The peers that are known to follow this one directly, in ring order. */
    public List<PeerContact> successors() {
        return entries.subList(0, near).stream().map(Entry::contact).toList();
    }

    /** The peer before this one; none if this one is alone or it is lost. */
    public Optional<PeerContact> predecessor() {
        return entries.isEmpty() || entries.getLast().lost
                ? Optional.empty()
                : Optional.of(entries.getLast().contact);
    }

    /** True if all peers of the ring are among the successors. */
    public boolean isComplete() {
        return whole;
    }

    /** The kept peers that are dead and not replaced yet. */
    public List<PeerId> lost() {
        return entries.stream().filter(Entry::lost).map(Entry::id).toList();
    }

    /**
     * The same after hearing that a peer is there. A peer at the very position of another (which no
     * two have but by a broken hash) is not taken in.
     */
    public RoutingTable with(PeerContact peer) {
        if (peer.id().position().equals(division.root())) return this;
        List<Entry> next = new ArrayList<>(entries);
        int index = firstAtOrAfter(distanceOf(peer));
        boolean known = index < next.size() && next.get(index).distance == distanceOf(peer);
        if (known) {
            if (!next.get(index).id().equals(peer.id())) return this;
            next.set(index, entry(peer));
            return new RoutingTable(self, division, wanted, near, whole, List.copyOf(next));
        }
        next.add(index, entry(peer));
        boolean among = index < near || whole;
        return kept(among ? near + 1 : near, whole, next);
    }

    /**
     * The same after hearing which peers follow this one, nearest first, with nobody between them.
     * A list that comes round to this peer tells all there are, unless a later one is known here.
     */
    public RoutingTable withSuccessors(List<PeerContact> list) {
        int own = list.stream().map(PeerContact::id).toList().indexOf(self);
        List<Entry> first =
                (own < 0 ? list : list.subList(0, own))
                        .stream()
                                .map(this::entry)
                                .sorted(
                                        Comparator.comparing(
                                                Entry::distance, Long::compareUnsigned))
                                .distinct()
                                .toList();
        if (first.isEmpty()) return this;
        List<Entry> next = new ArrayList<>(first);
        // Who is beyond the list's end is known here at first hand: the list may be older.
        long end = first.getLast().distance;
        for (Entry entry : entries) {
            if (Long.compareUnsigned(entry.distance, end) > 0) next.add(entry);
        }
        boolean all = own >= 0 && next.size() == first.size();
        return kept(first.size(), all, next);
    }

    /**
     * The same after the death or leave of a peer. Among the near successors it is dropped;
     * elsewhere it is lost until {@link #repaired}.
     */
    public RoutingTable without(PeerId peer) {
        int index = indexOf(peer);
        if (index < 0) return this;
        List<Entry> next = new ArrayList<>(entries);
        // Whoever follows the last near one was told by it alone.
        if (index < near - 1 || whole) {
            next.remove(index);
            return kept(near - 1, whole, next);
        }
        Entry gone = next.get(index);
        next.set(index, new Entry(gone.contact, gone.distance, true));
        return new RoutingTable(
                self, division, wanted, Math.min(near, index), false, List.copyOf(next));
    }

    /** The same when those who are there in place of a lost peer have been taken in. */
    public RoutingTable repaired(PeerId peer) {
        int index = indexOf(peer);
        if (index < 0 || !entries.get(index).lost) return this;
        List<Entry> next = new ArrayList<>(entries);
        next.remove(index);
        return kept(near, whole, next);
    }

    private int indexOf(PeerId peer) {
        int index = firstAtOrAfter(division.root().distanceTo(peer.position()));
        return index < entries.size() && entries.get(index).id().equals(peer) ? index : -1;
    }

    /** Only those that are near, before this peer, or responsible for the start of a part. */
    private RoutingTable kept(int nearest, boolean all, List<Entry> from) {
        int nearNow = Math.min(nearest, wanted);
        List<Entry> keep = new ArrayList<>(from.size());
        int last = from.size() - 1;
        while (last > 0 && from.get(last).lost) last--;
        long before = 0;
        for (int i = 0; i < from.size(); i++) {
            Entry entry = from.get(i);
            boolean responsible =
                    Long.compareUnsigned(division.startBefore(entry.distance), before) > 0;
            if (i < nearNow || i == last || responsible || entry.lost) keep.add(entry);
            // Beyond a lost peer the responsible is wanted that takes its place.
            if (!entry.lost) before = entry.distance;
        }
        boolean wholeNow = all && nearNow == keep.size();
        return new RoutingTable(self, division, wanted, nearNow, wholeNow, List.copyOf(keep));
    }

    /** Index of the first entry at or after a distance. */
    private int firstAtOrAfter(long distance) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(entries.get(middle).distance, distance) < 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /**
     * Where a lookup goes that is still before the position. Peers to avoid are skipped: they did
     * not answer whoever asks.
     */
    public Step next(RingPosition position, Predicate<PeerId> avoided) {
        long distance = division.root().distanceTo(position);
        int after = distance == 0 ? entries.size() : firstAtOrAfter(distance);
        // Between the predecessor, dead or not, and this peer there is nobody else.
        if (after == entries.size()) return new Step.Here();
        int responsible = liveFrom(after, avoided);
        boolean nobodyBetween =
                responsible < near
                        || (responsible == entries.size() && isComplete())
                        || (responsible == after && startsPart(after, distance));
        int before = liveBefore(after, avoided);
        if (nobodyBetween || before < 0) return at(responsible);
        return new Step.Toward(entries.get(before).contact);
    }

    /**
     * Where a lookup goes of which another peer believes that it ends here: to a peer that is still
     * nearer after the position, if this one knows any. If all that it knows there are dead, others
     * may be there that it does not know: then back to a peer before the position.
     */
    public Step settle(RingPosition position, Predicate<PeerId> avoided) {
        long distance = division.root().distanceTo(position);
        if (distance == 0) return new Step.Here();
        int after = firstAtOrAfter(distance);
        int nearer = liveFrom(after, avoided);
        int before = liveBefore(after, avoided);
        boolean sure = nearer < entries.size() || after == entries.size() || whole;
        return sure || before < 0 ? at(nearer) : new Step.Toward(entries.get(before).contact);
    }

    /** True if no entry lies between the start of a distance's part and the entry after it. */
    private boolean startsPart(int after, long distance) {
        long before = after == 0 ? 0 : entries.get(after - 1).distance;
        return Long.compareUnsigned(before, division.startBefore(distance)) < 0;
    }

    /** What this peer tells a lookup that asks it. */
    public Step step(TracedLookup.Hop asked, TracedLookup lookup) {
        Predicate<PeerId> silent = lookup.silent()::contains;
        return asked.past() ? settle(lookup.position(), silent) : next(lookup.position(), silent);
    }

    private Step at(int index) {
        return index == entries.size()
                ? new Step.Here()
                : new Step.Final(entries.get(index).contact);
    }

    private int liveFrom(int index, Predicate<PeerId> avoided) {
        int live = index;
        while (live < entries.size() && isOut(live, avoided)) live++;
        return live;
    }

    private int liveBefore(int index, Predicate<PeerId> avoided) {
        int live = index - 1;
        while (live >= 0 && isOut(live, avoided)) live--;
        return live;
    }

    private boolean isOut(int index, Predicate<PeerId> avoided) {
        return entries.get(index).lost || avoided.test(entries.get(index).id());
    }
}
