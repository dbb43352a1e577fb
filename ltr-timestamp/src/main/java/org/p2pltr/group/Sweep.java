package org.p2pltr.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.entry.DocumentKey;

/**
 * How far a new session has made the documents of its cell ready, page by page; complete, it knows
 * that a document it has not met is empty.
 */
final class Sweep {
    private final TreeSet<DocumentKey> unready = new TreeSet<>();
    private GroupMessage.Place place = new GroupMessage.Place.Start();

    // The first page is asked for with the first promises of a session.
    private boolean reading = true;

    private boolean last;
    private boolean complete;

    /** What a majority holds of the documents of a page. */
    record PageFound(Map<DocumentKey, List<Register>> documents, Optional<DocumentKey> end) {}

    GroupMessage.Place place() {
        return place;
    }

    boolean isComplete() {
        return complete;
    }

    /**
     * Joins the pages of a majority: up to the first end of a page that has more after it, so that
     * for each document in it all of them have said what they hold.
     */
    static PageFound join(Collection<GroupMessage.Promise> promises) {
        Optional<DocumentKey> end =
                promises.stream()
                        .filter(GroupMessage.Promise::more)
                        .map(promise -> promise.registers().getLast().document())
                        .min(DocumentKey::compareTo);
        TreeMap<DocumentKey, List<Register>> found = new TreeMap<>();
        for (GroupMessage.Promise promise : promises) {
            for (GroupMessage.Held held : promise.registers()) {
                if (end.isEmpty() || held.document().compareTo(end.get()) <= 0)
                    found.computeIfAbsent(held.document(), _ -> new ArrayList<>())
                            .add(held.register());
            }
        }
        return new PageFound(found, end);
    }

    /** A page was read: these of its documents are not ready yet. */
    void read(PageFound page, Collection<DocumentKey> stillUnready) {
        unready.addAll(stillUnready);
        reading = false;
        last = page.end().isEmpty();
        page.end().ifPresent(document -> place = new GroupMessage.Place.After(document));
    }

    void ready(DocumentKey document) {
        unready.remove(document);
    }

    /** True once per page: all of it is ready and there is another. */
    boolean wantsNextPage() {
        if (complete || reading || !unready.isEmpty()) return false;
        complete = last;
        reading = !last;
        return reading;
    }
}
