package org.p2pltr.lab.checker;

import java.util.TreeMap;
import org.p2pltr.entry.ChainHash;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.Timestamp;

/**
 * Before an entry is put into the log, a majority has accepted it or one that continues it; in the
 * end the log holds nothing but the history. Source: master-group.md §15 (8), S6.
 */
public final class OnlyCommittedEntriesInTheLog implements Check {
    private final TreeMap<DocumentKey, TreeMap<Timestamp, ChainHash>> chosen = new TreeMap<>();

    @Override
    public void sees(Sighting sighting) {
        switch (sighting) {
            case Sighting.HeadChosen(var document, Head head) -> {
                chosen.computeIfAbsent(document, _ -> new TreeMap<>()).put(head.ts(), head.hash());
            }
            case Sighting.EntryPut(String by, var document, var header) -> {
                ChainHash there = chosen.getOrDefault(document, new TreeMap<>()).get(header.ts());
                Broken.unless(
                        header.hash().equals(there),
                        "%s: %s puts entry %s, which no majority has accepted",
                        document,
                        by,
                        header.head());
            }
            case Sighting.HistoryCut(var document, Head kept) ->
                    chosen.getOrDefault(document, new TreeMap<>())
                            .tailMap(kept.ts(), false)
                            .clear();
            case Sighting.PublishAsked _,
                    Sighting.ValidatedTold _,
                    Sighting.DiskLost _,
                    Sighting.GroupActs _,
                    Sighting.HeadStated _,
                    Sighting.EntryPassed _,
                    Sighting.SaveKept _,
                    Sighting.SaveTakenBack _,
                    Sighting.SavesValidated _,
                    Sighting.WordsTyped _,
                    Sighting.LastAsked _,
                    Sighting.LastTold _,
                    Sighting.ConfigNamed _,
                    Sighting.PromiseMade _,
                    Sighting.PromiseHeard _ -> {}
        }
    }

    @Override
    public void quiet(QuietNetwork network) {
        for (QuietNetwork.LogCopy each : network.copies()) {
            boolean there =
                    network.history(each.document()).stream()
                            .anyMatch(e -> e.header().equals(each.entry().header()));
            Broken.unless(
                    there,
                    "%s: the log of %s holds %s, which is in no history",
                    each.document(),
                    each.peer(),
                    each.entry().header().head());
        }
    }
}
