package org.p2pltr.lab.checker;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.PatchId;
import org.p2pltr.entry.Timestamp;

/**
 * A patch has one timestamp, however often it was sent; and in the end every durable save has one.
 * Source: master-group.md §15 (3), S4.
 */
public final class ExactlyOnce implements Check {
    private final TreeMap<DocumentKey, TreeMap<PatchId, Timestamp>> places = new TreeMap<>();
    private final TreeMap<DocumentKey, TreeMap<PatchId, String>> kept = new TreeMap<>();
    private final TreeSet<PatchId> ofLostAuthors = new TreeSet<>();

    @Override
    public void sees(Sighting sighting) {
        switch (sighting) {
            case Sighting.EntryPassed(_, var document, var header) ->
                    placed(document, header.patch(), header.ts());
            case Sighting.SavesValidated(_, var document, var head, var patches) -> {
                long first = head.ts().value() - patches.size() + 1;
                for (int i = 0; i < patches.size(); i++)
                    placed(document, patches.get(i), new Timestamp(first + i));
            }
            case Sighting.SaveKept(String by, var document, PatchId patch) ->
                    kept.computeIfAbsent(document, _ -> new TreeMap<>()).put(patch, by);
            case Sighting.SaveTakenBack(_, var document, PatchId patch) ->
                    kept.computeIfAbsent(document, _ -> new TreeMap<>()).remove(patch);
            case Sighting.DiskLost(String by) -> lost(by);
            case Sighting.HistoryCut(var document, var kept) -> cut(document, kept.ts());
            case Sighting.PublishAsked _,
                    Sighting.GroupActs _,
                    Sighting.ValidatedTold _,
                    Sighting.HeadStated _,
                    Sighting.HeadChosen _,
                    Sighting.EntryPut _,
                    Sighting.WordsTyped _,
                    Sighting.LastAsked _,
                    Sighting.LastTold _,
                    Sighting.ConfigNamed _,
                    Sighting.PromiseMade _,
                    Sighting.PromiseHeard _ -> {}
        }
    }

    private void placed(DocumentKey document, PatchId patch, Timestamp ts) {
        Timestamp before =
                places.computeIfAbsent(document, _ -> new TreeMap<>()).putIfAbsent(patch, ts);
        Broken.unless(
                before == null || before.equals(ts),
                "%s: patch %s is at %s and at %s",
                document,
                patch,
                before == null ? "" : before,
                ts);
    }

    /** What came later is published again by its authors, where they still have it. */
    private void cut(DocumentKey document, Timestamp kept) {
        var patches = places.getOrDefault(document, new TreeMap<>());
        kept(document)
                .keySet()
                .removeIf(patch ->
                        ofLostAuthors.contains(patch)
                                && kept.isBefore(patches.getOrDefault(patch, Timestamp.NONE)));
        patches.values().removeIf(kept::isBefore);
    }

    private Map<PatchId, String> kept(DocumentKey document) {
        return kept.getOrDefault(document, new TreeMap<>());
    }

    /** Who loses a disk loses what was only there. */
    private void lost(String by) {
        for (var patches : kept.values())
            patches.forEach((patch, author) -> {
                if (author.equals(by)) ofLostAuthors.add(patch);
            });
        kept.forEach((document, patches) ->
                patches.entrySet()
                        .removeIf(each ->
                                each.getValue().equals(by)
                                        && !places.getOrDefault(document, new TreeMap<>())
                                                .containsKey(each.getKey())));
    }

    @Override
    public void quiet(QuietNetwork network) {
        for (QuietNetwork.Held each : network.replicas())
            for (PatchEntry entry : each.history())
                placed(each.document(), entry.header().patch(), entry.ts());
        kept.forEach((document, patches) -> {
            List<PatchId> there =
                    network.history(document).stream().map(e -> e.header().patch()).toList();
            for (PatchId patch : patches.keySet())
                Broken.unless(
                        there.contains(patch),
                        "%s: the save %s was durable and is in no history",
                        document,
                        patch);
        });
    }
}
