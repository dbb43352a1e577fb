package org.p2pltr.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.RequestId;
import org.p2pltr.master.UserMessage;

/**
 * The authors who wait for one document, first come, first served, and whose turn it is. An author
 * who is refused as it came too late gets the next turn: until it is over or used nobody else is
 * served, so an author has one refused try per save however many compete. Progress only: nothing of
 * it is durable. Source: master-group.md §5, "Turns".
 */
final class PublishQueue {
    /** Most authors that wait; one more is told to come again later. */
    static final int MAX_PLACES = 64;

    /** About the most bytes of entries that wait; they are kept only as long as they may fit. */
    static final int MAX_BYTES = 4 * 1024 * 1024;

    /** How long the document serves the author whose turn it is before all others. */
    static final Duration TURN = Duration.ofMillis(200);

    /** Longest wait of a place; then its author is told to come again later. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final LinkedHashMap<PeerId, Place> places = new LinkedHashMap<>();
    private Grant grant = new Grant.Nobody();
    private int waitingBytes;

    /** An author's publish, and since when it waits. */
    record Place(
            PeerId from, RequestId id, Head expected, List<PatchEntry> entries, Duration since) {
        Place {
            entries = List.copyOf(entries);
        }

        static Place of(PeerId from, UserMessage.Publish publish, Duration now) {
            return new Place(from, publish.id(), publish.expected(), publish.entries(), now);
        }

        /** Of a publish that will be refused whatever its entries are. */
        Place withoutEntries() {
            return new Place(from, id, expected, List.of(), since);
        }

        private int bytes() {
            return entries.stream().mapToInt(PatchEntry::size).sum();
        }

        private boolean isOver(Duration now) {
            return now.minus(since).compareTo(LONGEST_WAIT) >= 0;
        }
    }

    private sealed interface Grant {
        record Nobody() implements Grant {}

        record Turn(PeerId author, Duration until) implements Grant {}
    }

    /** True if nobody waits and nobody has the turn. */
    boolean isIdle(Duration now) {
        return places.isEmpty() && holder(now).isEmpty();
    }

    /** True if this author need not wait for another one. */
    boolean serves(PeerId author, Duration now) {
        return holder(now).map(author::equals).orElse(places.isEmpty());
    }

    /**
     * Gives an author a place, or puts its newer publish at the place it has. False if there is no
     * room.
     */
    boolean add(Place place) {
        Place before = places.get(place.from());
        // A late copy of an earlier publish does not take the place of a newer one.
        if (before != null && place.expected().ts().isBefore(before.expected().ts())) return true;
        int more = place.bytes() - (before == null ? 0 : before.bytes());
        boolean isFull = before == null && places.size() >= MAX_PLACES;
        if (isFull || (!places.isEmpty() && waitingBytes + more > MAX_BYTES)) return false;
        places.put(place.from(), place);
        waitingBytes += more;
        return true;
    }

    /** Takes the place to be served now, if there is one: the document is ready. */
    Optional<Place> next(Duration now) {
        if (places.isEmpty() || holder(now).isPresent()) return Optional.empty();
        return Optional.of(remove(places.firstEntry().getKey()));
    }

    /** It is this author's turn: it was told what it lacks. False if another one has the turn. */
    boolean grant(PeerId author, Duration now) {
        boolean isFree = holder(now).isEmpty();
        if (isFree) grant = new Grant.Turn(author, now.plus(TURN));
        return isFree;
    }

    /** Who let its turn pass, if somebody did since this was asked last. */
    Optional<PeerId> takeUnused(Duration now) {
        if (!(grant instanceof Grant.Turn(PeerId author, _)) || holder(now).isPresent())
            return Optional.empty();
        grant = new Grant.Nobody();
        return Optional.of(author);
    }

    /** The author has used its turn, if it had one. */
    void used(PeerId author) {
        if (grant instanceof Grant.Turn(PeerId holder, _) && holder.equals(author))
            grant = new Grant.Nobody();
    }

    /** Takes the places that have waited too long. */
    List<Place> takeExpired(Duration now) {
        List<Place> over = places.values().stream().filter(each -> each.isOver(now)).toList();
        over.forEach(each -> remove(each.from()));
        return over;
    }

    /** All that wait. */
    List<Place> places() {
        return new ArrayList<>(places.values());
    }

    private Place remove(PeerId author) {
        Place place = places.remove(author);
        if (place == null) throw new IllegalArgumentException(author + " does not wait");
        waitingBytes -= place.bytes();
        return place;
    }

    private Optional<PeerId> holder(Duration now) {
        return grant instanceof Grant.Turn(PeerId author, Duration until)
                        && now.compareTo(until) < 0
                ? Optional.of(author)
                : Optional.empty();
    }
}
