package org.p2pltr.lab.checker;

import java.util.TreeMap;
import org.p2pltr.entry.ChainHash;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.Timestamp;

/**
 * One place of a document's history never holds two patches, whoever is asked and whenever: the
 * chain hash at a timestamp names the whole history up to it. Source: master-group.md §15 (1).
 */
public final class OneValidatedPatchPerTimestamp implements Check {
    private final TreeMap<DocumentKey, TreeMap<Timestamp, Statement>> known = new TreeMap<>();

    private record Statement(ChainHash hash, String where) {}

    @Override
    public void sees(Sighting sighting) {
        switch (sighting) {
            case Sighting.HeadStated(String where, var document, Head head) ->
                    stated(where, document, head);
            case Sighting.EntryPassed(String where, var document, var header) ->
                    stated(where, document, header.head());
            case Sighting.HeadChosen(var document, Head head) ->
                    stated("a majority", document, head);
            case Sighting.SavesValidated(String by, var document, Head head, _) ->
                    stated(by, document, head);
            case Sighting.LastTold(String by, var document, _, Head head) ->
                    stated(by, document, head);
            case Sighting.HistoryCut(var document, Head kept) ->
                    known.getOrDefault(document, new TreeMap<>()).tailMap(kept.ts(), false).clear();
            case Sighting.PublishAsked _,
                    Sighting.ValidatedTold _,
                    Sighting.DiskLost _,
                    Sighting.GroupActs _,
                    Sighting.EntryPut _,
                    Sighting.SaveKept _,
                    Sighting.SaveTakenBack _,
                    Sighting.WordsTyped _,
                    Sighting.LastAsked _,
                    Sighting.ConfigNamed _,
                    Sighting.PromiseMade _,
                    Sighting.PromiseHeard _ -> {}
        }
    }

    private void stated(String where, DocumentKey document, Head head) {
        Statement now = new Statement(head.hash(), where);
        Statement before =
                known.computeIfAbsent(document, _ -> new TreeMap<>()).putIfAbsent(head.ts(), now);
        Broken.unless(
                before == null || before.hash().equals(head.hash()),
                "%s at %s is %s (%s) and %s (%s)",
                document,
                head.ts(),
                before == null ? "" : before.hash(),
                before == null ? "" : before.where(),
                head.hash(),
                where);
    }

    @Override
    public void quiet(QuietNetwork network) {
        for (QuietNetwork.Held each : network.replicas())
            each.history().forEach(e -> stated(each.peer(), each.document(), e.header().head()));
        for (QuietNetwork.LogCopy each : network.copies())
            stated(each.peer() + "'s log", each.document(), each.entry().header().head());
    }
}
