package org.p2pltr.logpeer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Effects;
import org.p2pltr.env.RoleName;
import org.p2pltr.id.PeerId;
import org.p2pltr.placement.Segment;

/** The entries of one segment that the writer is bringing to their places. */
final class Putting {
    private final Segment segment;
    private final long run;
    private final TreeMap<Slot, Item> items = new TreeMap<>();
    private List<PeerId> places = List.of();
    private int attempts;

    private static final class Item {
        final PatchEntry entry;
        final Duration since;
        final SequencedSet<RoleName> askers = new LinkedHashSet<>();
        final TreeSet<PeerId> sent = new TreeSet<>();
        final SequencedSet<PeerId> stored = new LinkedHashSet<>();
        final TreeSet<PeerId> refused = new TreeSet<>();

        Item(PatchEntry entry, Duration since) {
            this.entry = entry;
            this.since = since;
        }

        boolean wants(PeerId place) {
            return !stored.contains(place) && !refused.contains(place);
        }
    }

    Putting(Segment segment, long run) {
        this.segment = segment;
        this.run = run;
    }

    /** Tells the timers of this putting from those of an earlier one of the same segment. */
    long run() {
        return run;
    }

    boolean holds(Slot slot) {
        return items.containsKey(slot);
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    int attempts() {
        return attempts;
    }

    void attemptMade() {
        attempts++;
    }

    void startOver() {
        attempts = 0;
    }

    void add(PatchEntry entry, RoleName asker, Duration now) {
        Item item = new Item(entry, now);
        item.askers.add(asker);
        items.put(Slot.of(entry), item);
    }

    /** One asks again for an entry that is being put: it hears how far it is. */
    Effects askedAgain(Slot slot, RoleName asker) {
        Item item = items.get(slot);
        if (item == null) return Effects.none();
        item.askers.add(asker);
        return item.stored.isEmpty() ? Effects.none() : Effects.of(told(slot, item, asker));
    }

    void places(List<PeerId> now) {
        places = List.copyOf(now);
    }

    /** Sends each place what it has not answered for; only what it was never sent, if so asked. */
    void send(boolean again, Effects.Collector out) {
        for (PeerId place : places) {
            List<PatchEntry> batch = new ArrayList<>();
            for (Item item : items.values()) {
                if (!item.wants(place)) continue;
                if (item.sent.add(place) || again) batch.add(item.entry);
            }
            Batches.puts(segment.document(), batch, false).forEach(put -> out.send(place, put));
        }
    }

    /** A peer has an entry on its disk; counts only if it was asked to. */
    void stored(PeerId peer, Slot slot, Effects.Collector out) {
        Item item = items.get(slot);
        if (item == null || !item.sent.contains(peer) || !item.stored.add(peer)) return;
        item.askers.forEach(asker -> out.add(told(slot, item, asker)));
    }

    void refused(PeerId peer, Slot slot) {
        Item item = items.get(slot);
        if (item != null && item.sent.contains(peer)) item.refused.add(peer);
    }

    /** Forgets the entries that all places have (or refuse); what was freed. */
    List<PatchEntry> finished() {
        if (places.isEmpty()) return List.of();
        return remove(item -> places.stream().noneMatch(item::wants));
    }

    /** Forgets the entries that were asked for before a time, and says so. */
    List<PatchEntry> givenUp(Duration before, Effects.Collector out) {
        return remove(item -> {
            boolean old = item.since.compareTo(before) < 0;
            if (old)
                out.report(
                        new LogEvent.PutGivenUp(
                                segment.document(),
                                item.entry.ts(),
                                item.stored.size(),
                                places.size()));
            return old;
        });
    }

    private List<PatchEntry> remove(Predicate<Item> which) {
        List<PatchEntry> gone = new ArrayList<>();
        items.values()
                .removeIf(item -> {
                    boolean goes = which.test(item);
                    if (goes) gone.add(item.entry);
                    return goes;
                });
        return gone;
    }

    private Effect told(Slot slot, Item item, RoleName asker) {
        return new Effect.Tell(
                asker,
                new LogNotice.EntryStored(
                        segment.document(),
                        slot.ts(),
                        slot.hash(),
                        List.copyOf(item.stored),
                        Math.max(places.size(), item.stored.size())));
    }
}
