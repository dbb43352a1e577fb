package org.p2pltr.lab.checker;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.id.Hash;

/**
 * What was validated before a recovery by hand and is not part of the history any more: it may
 * still be told by those who were away, and breaks nothing then. Source: master-group.md §10.
 */
final class LostHistory {
    private final TreeMap<DocumentKey, TreeMap<Timestamp, TreeSet<Hash>>> known = new TreeMap<>();
    private final TreeMap<DocumentKey, TreeSet<Hash>> lost = new TreeMap<>();

    /** True if the sighting is of nothing but lost history. */
    boolean isOnlyOf(Sighting sighting) {
        if (sighting instanceof Sighting.HistoryCut(var document, Head kept)) cut(document, kept);
        Optional<Place> place = place(sighting);
        if (place.isEmpty()) return false;
        Head head = place.get().head();
        // Published again in its old place it is the same history: the hash says so.
        if (sighting instanceof Sighting.HeadChosen) found(place.get().document(), head);
        if (isLost(place.get().document(), head)) return true;
        known.computeIfAbsent(place.get().document(), _ -> new TreeMap<>())
                .computeIfAbsent(head.ts(), _ -> new TreeSet<>())
                .add(head.hash().value());
        return false;
    }

    /**
     * The same; but where the survivors had a rival of what the lost majority chose, the cut is at
     * the beginning, as nobody says where the two part.
     */
    Sighting asFarAsKnown(Sighting sighting) {
        if (!(sighting instanceof Sighting.HistoryCut(var document, Head kept))) return sighting;
        TreeSet<Hash> there =
                known.getOrDefault(document, new TreeMap<>())
                        .getOrDefault(kept.ts(), new TreeSet<>());
        boolean isRival = there.stream().anyMatch(hash -> !hash.equals(kept.hash().value()));
        return isRival
                ? new Sighting.HistoryCut(document, new Head(Timestamp.NONE, kept.hash()))
                : sighting;
    }

    private record Place(DocumentKey document, Head head) {}

    private static Optional<Place> place(Sighting sighting) {
        return switch (sighting) {
            case Sighting.HeadStated s -> Optional.of(new Place(s.document(), s.head()));
            case Sighting.EntryPassed s -> Optional.of(new Place(s.document(), s.header().head()));
            case Sighting.HeadChosen s -> Optional.of(new Place(s.document(), s.head()));
            case Sighting.EntryPut s -> Optional.of(new Place(s.document(), s.header().head()));
            case Sighting.SavesValidated s -> Optional.of(new Place(s.document(), s.head()));
            case Sighting.ValidatedTold s -> Optional.of(new Place(s.document(), s.head()));
            case Sighting.LastTold s -> Optional.of(new Place(s.document(), s.head()));
            case Sighting.SaveKept _,
                    Sighting.SaveTakenBack _,
                    Sighting.WordsTyped _,
                    Sighting.PublishAsked _,
                    Sighting.DiskLost _,
                    Sighting.HistoryCut _,
                    Sighting.LastAsked _,
                    Sighting.GroupActs _,
                    Sighting.ConfigNamed _,
                    Sighting.PromiseMade _,
                    Sighting.PromiseHeard _ ->
                    Optional.empty();
        };
    }

    private void cut(DocumentKey document, Head kept) {
        var later = known.getOrDefault(document, new TreeMap<>()).tailMap(kept.ts(), false);
        TreeSet<Hash> gone = lost.computeIfAbsent(document, _ -> new TreeSet<>());
        later.values().forEach(gone::addAll);
        later.clear();
        TreeSet<Hash> rivals =
                known.getOrDefault(document, new TreeMap<>())
                        .getOrDefault(kept.ts(), new TreeSet<>());
        for (Hash each : List.copyOf(rivals)) if (!each.equals(kept.hash().value())) gone.add(each);
        rivals.removeAll(gone);
    }

    private void found(DocumentKey document, Head head) {
        TreeSet<Hash> gone = lost.get(document);
        if (gone != null) gone.remove(head.hash().value());
    }

    /** True if a recovery has cut the document's history. */
    boolean isCut(DocumentKey document) {
        return lost.containsKey(document);
    }

    /** True if the history up to this head was validated once and is lost. */
    boolean isLost(DocumentKey document, Head head) {
        TreeSet<Hash> gone = lost.get(document);
        return gone != null && gone.contains(head.hash().value());
    }
}
