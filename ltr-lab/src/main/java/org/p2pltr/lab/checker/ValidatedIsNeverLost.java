package org.p2pltr.lab.checker;

import java.util.TreeMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.master.RequestId;

/**
 * What somebody was told to be validated stays: whoever asks afterwards hears of it, and in the end
 * it is in the history. Source: master-group.md §15 (3), (4), S3, S5.
 */
public final class ValidatedIsNeverLost implements Check {
    private final TreeMap<DocumentKey, TreeMap<Timestamp, Head>> told = new TreeMap<>();
    private final TreeMap<RequestId, Asked> questions = new TreeMap<>();

    /** The answer must not be below this. */
    private record Asked(DocumentKey document, Timestamp least) {
        Asked least(Head kept) {
            return kept.ts().isBefore(least) ? new Asked(document, kept.ts()) : this;
        }
    }

    @Override
    public void sees(Sighting sighting) {
        switch (sighting) {
            case Sighting.SavesValidated(_, var document, Head head, _) -> told(document, head);
            case Sighting.HeadStated(_, var document, Head head) -> told(document, head);
            case Sighting.LastAsked(_, var document, RequestId id) ->
                    questions.put(id, new Asked(document, newest(document)));
            case Sighting.LastTold(String by, var document, RequestId id, Head head) -> {
                Asked asked = questions.get(id);
                Timestamp least = asked == null ? Timestamp.NONE : asked.least();
                Broken.unless(
                        !head.ts().isBefore(least),
                        "%s: %s was told that the last timestamp is %s; %s was validated before it"
                                + " asked",
                        document,
                        by,
                        head.ts(),
                        least);
                told(document, head);
            }
            case Sighting.HistoryCut(var document, Head kept) -> {
                told.getOrDefault(document, new TreeMap<>()).tailMap(kept.ts(), false).clear();
                // Whoever asked before it is promised no more than what is kept.
                questions.replaceAll((_, asked) ->
                        asked.document().equals(document) ? asked.least(kept) : asked);
            }
            case Sighting.PublishAsked _,
                    Sighting.ValidatedTold _,
                    Sighting.DiskLost _,
                    Sighting.GroupActs _,
                    Sighting.EntryPassed _,
                    Sighting.HeadChosen _,
                    Sighting.EntryPut _,
                    Sighting.SaveKept _,
                    Sighting.SaveTakenBack _,
                    Sighting.WordsTyped _,
                    Sighting.ConfigNamed _,
                    Sighting.PromiseMade _,
                    Sighting.PromiseHeard _ -> {}
        }
    }

    private void told(DocumentKey document, Head head) {
        told.computeIfAbsent(document, _ -> new TreeMap<>()).put(head.ts(), head);
    }

    private Timestamp newest(DocumentKey document) {
        TreeMap<Timestamp, Head> heads = told.get(document);
        return heads == null || heads.isEmpty() ? Timestamp.NONE : heads.lastKey();
    }

    @Override
    public void quiet(QuietNetwork network) {
        told.forEach((document, heads) -> {
            var history = network.history(document);
            for (Head head : heads.values())
                Broken.unless(
                        head.ts().equals(Timestamp.NONE)
                                || history.stream().anyMatch(e -> e.header().head().equals(head)),
                        "%s: %s was validated and is not in the history up to %s",
                        document,
                        head,
                        network.head(document));
        });
    }
}
