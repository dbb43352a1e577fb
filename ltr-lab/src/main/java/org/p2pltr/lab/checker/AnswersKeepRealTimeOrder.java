package org.p2pltr.lab.checker;

import java.util.TreeMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.master.RequestId;

/**
 * A publish that was validated got no timestamp below what anybody had been answered for the
 * document before it was asked: with {@link ValidatedIsNeverLost} for reads, timestamps are
 * linearizable. The very timestamp it may get: the patch was committed by an earlier try whose
 * answer was lost, and a new master, writing it once more, answers the retry ({@link
 * OneValidatedPatchPerTimestamp} says that it is the same patch). Source: master-group.md §15 (4),
 * S5.
 */
public final class AnswersKeepRealTimeOrder implements Check {
    private final TreeMap<DocumentKey, Timestamp> answered = new TreeMap<>();
    private final TreeMap<RequestId, Timestamp> asked = new TreeMap<>();

    @Override
    public void sees(Sighting sighting) {
        if (sighting instanceof Sighting.HistoryCut(var document, var kept)) {
            answered.put(document, kept.ts());
            // Whoever asked before it is promised nothing.
            asked.clear();
        } else if (sighting instanceof Sighting.PublishAsked(_, var document, RequestId id)) {
            asked.putIfAbsent(id, answered.getOrDefault(document, Timestamp.NONE));
        } else if (sighting instanceof Sighting.LastTold(_, var document, _, var head)) {
            answered.merge(document, head.ts(), AnswersKeepRealTimeOrder::later);
        } else if (sighting
                instanceof
                Sighting.ValidatedTold(String by, var document, RequestId id, var head)) {
            Timestamp before = asked.getOrDefault(id, Timestamp.NONE);
            Broken.unless(
                    !head.ts().isBefore(before),
                    "%s: %s was given timestamp %s; %s had been answered before it asked",
                    document,
                    by,
                    head.ts(),
                    before);
            answered.merge(document, head.ts(), AnswersKeepRealTimeOrder::later);
        }
    }

    private static Timestamp later(Timestamp one, Timestamp other) {
        return one.isBefore(other) ? other : one;
    }
}
