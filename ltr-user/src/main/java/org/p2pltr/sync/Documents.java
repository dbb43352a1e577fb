package org.p2pltr.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Range;
import org.p2pltr.env.Row;
import org.p2pltr.replica.Replica;
import org.p2pltr.replica.TentativePatch;
import org.p2pltr.text.DocumentState;

/**
 * The documents in memory: those at work and a bounded number of others. A document is read from
 * disk when something is to be done with it, and what is to be done waits for that.
 */
final class Documents {
    /** Documents whose exchange pauses stay in memory, up to so many; more wait on disk. */
    private static final int MOST_IN_MEMORY = 2000;

    private static final int MAX_QUEUE_ROWS = 1_000_000;

    private final Shared shared;
    // In the order of use, so that the first quiet one is the one to drop.
    private final LinkedHashMap<DocumentKey, DocumentSync> loaded =
            new LinkedHashMap<>(16, 0.75f, true);
    private final TreeMap<DocumentKey, Loading> loading = new TreeMap<>();
    private final LinkedHashSet<DocumentKey> due = new LinkedHashSet<>();

    /** A document being read: what was found so far, and what waits for it. */
    private static final class Loading {
        // What two reads find may come in either order.
        private int readsLeft = 2;
        private DocumentState validated = DocumentState.EMPTY;
        private List<Row> queue = List.of();
        private final List<BiConsumer<DocumentSync, Turn>> waiting = new ArrayList<>();
    }

    Documents(Shared shared) {
        this.shared = shared;
    }

    /** Does something with a document, now or when it is read. */
    void with(DocumentKey document, Turn turn, BiConsumer<DocumentSync, Turn> action) {
        DocumentSync here = loaded.get(document);
        if (here != null) {
            action.accept(here, turn);
            return;
        }
        Loading already = loading.get(document);
        if (already != null) {
            already.waiting.add(action);
            return;
        }
        if (!shared.line(document).isHere()) {
            Replica blank = Replica.empty(shared.settings.network(), document);
            action.accept(keep(new StoredReplica(blank, 0)), turn);
            return;
        }
        Loading begun = new Loading();
        begun.waiting.add(action);
        loading.put(document, begun);
        read(document, turn);
    }

    private void read(DocumentKey document, Turn turn) {
        Lane lane = new Lane("doc " + document.name());
        turn.in(lane)
                .add(
                        new Effect.Read(
                                Range.key(UserRows.REPLICAS, UserRows.key(document)),
                                1,
                                Integer.MAX_VALUE,
                                new UserRead.ReplicaRow(document)));
        turn.in(lane)
                .add(
                        new Effect.Read(
                                Range.prefix(UserRows.TENTATIVE, UserRows.prefix(document)),
                                MAX_QUEUE_ROWS,
                                Integer.MAX_VALUE,
                                new UserRead.TentativeRows(document)));
    }

    /** The validated state was read; no row means that nothing is validated. */
    void replicaFound(DocumentKey document, List<Row> rows, Turn turn) {
        Loading at = loading.get(document);
        if (at == null) return;
        if (!rows.isEmpty()) at.validated = UserRows.replica(rows.getFirst());
        readOne(document, at, turn);
    }

    /** The queue was read. */
    void queueFound(DocumentKey document, List<Row> rows, Turn turn) {
        Loading at = loading.get(document);
        if (at == null) return;
        at.queue = rows;
        readOne(document, at, turn);
    }

    private void readOne(DocumentKey document, Loading at, Turn turn) {
        if (--at.readsLeft > 0) return;
        loading.remove(document);
        List<TentativePatch> queue = at.queue.stream().map(UserRows::tentative).toList();
        long first = queue.isEmpty() ? 0 : UserRows.numberAtEnd(at.queue.getFirst().key());
        Index.Line line = shared.line(document);
        Replica replica =
                Replica.of(document, at.validated, line.head(), queue).sending(line.sent());
        DocumentSync here = keep(new StoredReplica(replica, first));
        for (BiConsumer<DocumentSync, Turn> action : at.waiting) action.accept(here, turn);
    }

    private DocumentSync keep(StoredReplica stored) {
        DocumentSync here = new DocumentSync(stored, shared);
        loaded.put(here.document(), here);
        return here;
    }

    /** The document, if it is in memory. */
    Optional<DocumentSync> inMemory(DocumentKey document) {
        return Optional.ofNullable(loaded.get(document));
    }

    /** There may be something to publish or to retrieve. */
    void isDue(DocumentKey document) {
        due.add(document);
    }

    /** Every document that has something to do becomes due. */
    void allDue() {
        shared.index
                .lines()
                .forEach((document, line) -> {
                    if (line.tentative() > 0 || line.isBehind()) due.add(document);
                });
    }

    /** Those in memory that do something with the network or wait to. */
    List<DocumentSync> busy() {
        return loaded.values().stream().filter(d -> !d.isQuiet()).toList();
    }

    /** Those in memory of one cell. */
    List<DocumentSync> ofCell(Cell cell) {
        return loaded.values().stream().filter(d -> d.cell().equals(cell)).toList();
    }

    /** True if nothing is due and every document has done what it could. */
    boolean isSettled() {
        return due.isEmpty()
                && loading.isEmpty()
                && loaded.values().stream().allMatch(DocumentSync::isSettled);
    }

    /**
     * At the end of an event: starts what is due as far as there are places, and forgets who is
     * quiet.
     */
    void settle(Turn turn) {
        if (shared.isOnline() && !due.isEmpty()) {
            long atWork = loaded.values().stream().filter(DocumentSync::isAtWork).count();
            long places = shared.settings.exchanges() - atWork - loading.size();
            while (places-- > 0 && !due.isEmpty() && loaded.size() < MOST_IN_MEMORY)
                with(due.removeFirst(), turn, DocumentSync::proceed);
        }
        if (loaded.size() > shared.settings.cachedReplicas()) forget();
    }

    private void forget() {
        int tooMany = loaded.size() - shared.settings.cachedReplicas();
        List<DocumentKey> quiet =
                loaded.values().stream()
                        .filter(DocumentSync::isQuiet)
                        .limit(tooMany)
                        .map(DocumentSync::document)
                        .toList();
        for (DocumentKey each : quiet) loaded.remove(each);
    }
}
