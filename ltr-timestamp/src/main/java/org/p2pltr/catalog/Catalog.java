package org.p2pltr.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.UserMessage;

/**
 * The documents and heads of one cell as one master session knows them, and the session's
 * subscribers.
 */
public final class Catalog {
    /** About the most bytes of heads in one message. */
    public static final int PAGE_BYTES = 256 * 1024;

    /** Most subscribers of one cell; more are not told and ask again. */
    public static final int MAX_SUBSCRIBERS = 4096;

    private static final Duration LEASE = Duration.ofSeconds(UserMessage.LEASE_SECONDS);

    private final Cell cell;
    private final long session;
    private final TreeMap<DocumentKey, Long> changed = new TreeMap<>();
    private final TreeMap<Long, UserMessage.DocumentHead> byChange = new TreeMap<>();
    private final TreeMap<PeerId, Subscriber> subscribers = new TreeMap<>();
    private long counter;

    /** Up to where a subscriber has surely heard everything, and how long it wants to hear more. */
    private record Subscriber(long counter, Duration until) {}

    /** An empty catalog of a new session, which has a number that no other session has. */
    public Catalog(Cell cell, long session) {
        this.cell = cell;
        this.session = session;
    }

    /** The document's head is now this: pushed to every subscriber at once. */
    public void changed(
            UserMessage.DocumentHead head,
            Duration now,
            BiConsumer<PeerId, UserMessage.Heads> send) {
        Long before = changed.get(head.document());
        if (before != null) byChange.remove(before);
        counter++;
        changed.put(head.document(), counter);
        byChange.put(counter, head);
        subscribers.values().removeIf(each -> each.until().compareTo(now) < 0);
        subscribers.forEach((peer, subscriber) ->
                send.accept(peer, heads(subscriber.counter(), List.of(head))));
    }

    /**
     * A peer subscribes or renews: everything that changed since its cursor, or everything if the
     * cursor is of another session. The last message moves the cursor: to the present, or to the
     * end of the first page if there are more, so that a lost page comes again with a renewal.
     */
    public List<UserMessage.Heads> subscribe(PeerId peer, UserMessage.Cursor cursor, Duration now) {
        boolean known = cursor.session() == session && cursor.counter() <= counter;
        long from = known ? Math.max(0, cursor.counter()) : 0;
        if (subscribers.containsKey(peer) || subscribers.size() < MAX_SUBSCRIBERS)
            subscribers.put(peer, new Subscriber(from, now.plus(LEASE)));
        List<List<UserMessage.DocumentHead>> pages = pages(from);
        List<UserMessage.Heads> answer = new ArrayList<>();
        for (List<UserMessage.DocumentHead> page : pages.subList(1, pages.size()))
            answer.add(heads(from, page));
        boolean all = pages.size() == 1;
        answer.add(heads(all ? counter : endOf(pages.getFirst()), pages.getFirst()));
        return answer;
    }

    /** Who has subscribed. */
    public Set<PeerId> subscribers() {
        return subscribers.keySet();
    }

    /** How many documents it lists. */
    public int size() {
        return changed.size();
    }

    /** What changed after a count, in the order of changes; at least one page. */
    private List<List<UserMessage.DocumentHead>> pages(long from) {
        List<List<UserMessage.DocumentHead>> pages = new ArrayList<>();
        List<UserMessage.DocumentHead> page = new ArrayList<>();
        int bytes = 0;
        for (UserMessage.DocumentHead head : byChange.tailMap(from, false).values()) {
            int size = size(head);
            if (!page.isEmpty() && bytes + size > PAGE_BYTES) {
                pages.add(page);
                page = new ArrayList<>();
                bytes = 0;
            }
            page.add(head);
            bytes += size;
        }
        pages.add(page);
        return pages;
    }

    private long endOf(List<UserMessage.DocumentHead> page) {
        return changed.getOrDefault(page.getLast().document(), 0L);
    }

    private UserMessage.Heads heads(long upTo, List<UserMessage.DocumentHead> heads) {
        return new UserMessage.Heads(new UserMessage.Cursor(cell, session, upTo), heads);
    }

    private static int size(UserMessage.DocumentHead head) {
        return 64 + 3 * head.document().name().length() + head.label().value().length();
    }
}
