package org.p2pltr.lab.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.id.Bytes;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.StateChangeCodec;

/**
 * The entries on the Log-Peers' disks, replayed from 1 to n, give each peer's text, and at each
 * step the digest that the entry names; each entry is at enough peers. Source: master-group.md §15
 * (5), (9).
 */
public final class ReplicasEqualTheLog implements Check {
    @Override
    public void quiet(QuietNetwork network) {
        TreeMap<DocumentKey, TreeMap<Timestamp, TreeSet<String>>> holders = new TreeMap<>();
        TreeMap<DocumentKey, TreeMap<Timestamp, PatchEntry>> log = new TreeMap<>();
        for (QuietNetwork.LogCopy copy : network.copies()) {
            Timestamp ts = copy.entry().ts();
            log.computeIfAbsent(copy.document(), _ -> new TreeMap<>()).put(ts, copy.entry());
            holders.computeIfAbsent(copy.document(), _ -> new TreeMap<>())
                    .computeIfAbsent(ts, _ -> new TreeSet<>())
                    .add(copy.peer());
        }
        for (DocumentKey document : network.documents()) {
            var places = holders.getOrDefault(document, new TreeMap<>());
            places.forEach((ts, peers) ->
                    Broken.unless(
                            peers.size() >= network.copiesWanted(),
                            "%s: entry %s is at %s only",
                            document,
                            ts,
                            peers));
            List<PatchEntry> entries =
                    new ArrayList<>(log.getOrDefault(document, new TreeMap<>()).values());
            replay(network, document, entries);
        }
    }

    private static void replay(
            QuietNetwork network, DocumentKey document, List<PatchEntry> entries) {
        DocumentState state = DocumentState.EMPTY;
        Head at = Head.start(network.id(), document);
        for (PatchEntry entry : entries) {
            Broken.unless(
                    entry.header().previous().equals(at.hash())
                            && entry.ts().equals(at.ts().next()),
                    "%s: the log's entry %s does not follow %s",
                    document,
                    entry.ts(),
                    at);
            state = StateChangeCodec.decode(entry.fields().change().toArray()).apply(state);
            at = entry.header().head();
            Broken.unless(
                    Bytes.of(state.digest()).equals(entry.fields().stateDigest().value()),
                    "%s: the log's entry %s yields another state than it names",
                    document,
                    entry.ts());
        }
        for (QuietNetwork.Held each : network.of(document))
            Broken.unless(
                    each.replica().head().equals(at) && each.replica().validated().equals(state),
                    "%s at %s is at %s, the log at %s; its text is %s",
                    document,
                    each.peer(),
                    each.replica().head(),
                    at,
                    each.replica().validated().equals(state) ? "the log's" : "another");
    }
}
