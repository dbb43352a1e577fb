package org.p2pltr.lab.checker;

import java.util.List;
import java.util.TreeMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryHeader;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;

/**
 * A document's timestamps are 1, 2, 3 … and each entry continues the one before it. Source:
 * master-group.md §15 (2).
 */
public final class TimestampsWithoutGap implements Check {
    private final TreeMap<DocumentKey, TreeMap<Timestamp, EntryHeader>> known = new TreeMap<>();

    @Override
    public void sees(Sighting sighting) {
        if (sighting instanceof Sighting.HistoryCut(var document, var kept))
            known.getOrDefault(document, new TreeMap<>()).tailMap(kept.ts(), false).clear();
        if (sighting instanceof Sighting.EntryPassed(String where, var document, var header)) {
            TreeMap<Timestamp, EntryHeader> entries =
                    known.computeIfAbsent(document, _ -> new TreeMap<>());
            if (entries.putIfAbsent(header.ts(), header) != null) return;
            EntryHeader before = entries.get(new Timestamp(header.ts().value() - 1));
            EntryHeader after = entries.get(header.ts().next());
            if (before != null) follows(where, document, before, header);
            if (after != null) follows(where, document, header, after);
        }
    }

    private static void follows(
            String where, DocumentKey document, EntryHeader before, EntryHeader after) {
        Broken.unless(
                after.previous().equals(before.hash()),
                "%s: entry %s does not continue entry %s (%s)",
                document,
                after.ts(),
                before.ts(),
                where);
    }

    @Override
    public void quiet(QuietNetwork network) {
        for (QuietNetwork.Held each : network.replicas()) {
            List<Long> there =
                    each.history().stream().map(PatchEntry::ts).map(Timestamp::value).toList();
            List<Long> wanted =
                    java.util.stream.LongStream.rangeClosed(1, each.replica().head().ts().value())
                            .boxed()
                            .toList();
            Broken.unless(
                    there.equals(wanted),
                    "%s at %s has timestamps %s up to head %s",
                    each.document(),
                    each.peer(),
                    there,
                    each.replica().head().ts());
        }
    }
}
