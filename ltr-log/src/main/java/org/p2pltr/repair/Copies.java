package org.p2pltr.repair;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.MalformedEntryException;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.env.Effect;
import org.p2pltr.env.ReadTag;
import org.p2pltr.env.Row;
import org.p2pltr.id.PeerId;
import org.p2pltr.logpeer.Holdings;
import org.p2pltr.logpeer.LogMessage;
import org.p2pltr.logpeer.LogRecords;
import org.p2pltr.logpeer.Slot;
import org.p2pltr.logpeer.TsRange;

/** Entries that are to be copied to other peers, in portions that are read one by one. */
final class Copies {
    /** Most portions that wait; further ones are left to the next sweep. */
    static final int MAX_PORTIONS = 1024;

    private final Holdings holdings;
    private final ArrayDeque<Portion> waiting = new ArrayDeque<>();

    /** What is read at once: entries of a document for one peer. */
    record Portion(PeerId to, DocumentKey document, List<Slot> slots) implements ReadTag {}

    Copies(Holdings holdings) {
        this.holdings = holdings;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Copies those of the slots that are held here. */
    void add(PeerId to, DocumentKey document, List<Slot> slots) {
        List<Slot> portion = new ArrayList<>();
        int bytes = 0;
        for (Slot slot : slots.stream().sorted().toList()) {
            int size = holdings.size(document, slot);
            if (size == 0) continue;
            // Entries far apart are read apart, so that a read passes over little else.
            boolean apart =
                    !portion.isEmpty() && slot.ts().value() - portion.getLast().ts().value() > 16;
            if (!portion.isEmpty() && (apart || bytes + size > LogMessage.MAX_BYTES)) {
                put(new Portion(to, document, List.copyOf(portion)));
                portion.clear();
                bytes = 0;
            }
            portion.add(slot);
            bytes += size;
        }
        if (!portion.isEmpty()) put(new Portion(to, document, List.copyOf(portion)));
    }

    /** Reads the next portion. */
    Optional<Effect> read() {
        Portion next = waiting.poll();
        if (next == null) return Optional.empty();
        TsRange range = new TsRange(next.slots().getFirst().ts(), next.slots().getLast().ts());
        return Optional.of(
                new Effect.Read(
                        LogRecords.entries(next.document(), range),
                        LogMessage.MAX_ITEMS,
                        4 * LogMessage.MAX_BYTES,
                        next));
    }

    /** The entries of a portion; a damaged row is left out, its Log-Peer role drops it. */
    static List<PatchEntry> entries(Portion portion, List<Row> rows) {
        return rows.stream()
                .flatMap(row -> whole(row).stream())
                .filter(entry -> portion.slots().contains(Slot.of(entry)))
                .toList();
    }

    private static Optional<PatchEntry> whole(Row row) {
        try {
            return Optional.of(LogRecords.entry(row));
        } catch (MalformedEntryException e) {
            return Optional.empty();
        }
    }

    private void put(Portion portion) {
        if (waiting.size() < MAX_PORTIONS && !waiting.contains(portion)) waiting.add(portion);
    }
}
