package org.p2pltr.sync;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryBody;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.Label;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.PatchId;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.NetworkId;
import org.p2pltr.id.PeerId;
import org.p2pltr.merge.ReconciliationEngine;
import org.p2pltr.replica.Arrival;
import org.p2pltr.replica.Replica;
import org.p2pltr.replica.TentativePatch;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.StateChangeCodec;

/**
 * Takes a replica over to another history of its document: back to the newest common timestamp,
 * what is lost from there on before the queue, the network's entries onto that. Own lost patches
 * stay tentative under their own names; those of others are left to their authors. Pure. Source:
 * master-group.md §10.
 */
record Rebuilding(
        StoredReplica stored, NetworkId network, PeerId self, ReconciliationEngine engine) {
    UserResult rebuilt(List<PatchEntry> ours, List<PatchEntry> theirs) {
        int common = 0;
        while (common < Math.min(ours.size(), theirs.size())
                && ours.get(common).hash().equals(theirs.get(common).hash())) common++;
        DocumentKey document = stored.replica().document();
        Head fork =
                common == 0 ? Head.start(network, document) : ours.get(common - 1).header().head();
        DocumentState state = StepTasks.replayed(DocumentState.EMPTY, ours.subList(0, common));
        List<PatchEntry> lost = ours.subList(common, ours.size());
        List<TentativePatch> queue = new ArrayList<>();
        for (PatchEntry entry : lost) queue.add(tentative(entry, fork.ts()));
        queue.addAll(stored.replica().tentative());
        List<PatchEntry> news = theirs.subList(common, theirs.size());
        Replica atFork = Replica.of(document, state, fork, queue);
        return switch (atFork.arrived(news, engine)) {
            case Arrival.Unfit(var ts, var why) -> new UserResult.Unfit(document, ts, why);
            case Arrival.Applied applied -> {
                Replica after = withoutOthers(applied.replica(), lost);
                // Another recovery may bring back what was lost: until this history goes on, all
                // that
                // waits may be validated somewhere.
                after = after.sending(after.tentative().size());
                List<PatchId> back = new ArrayList<>();
                for (PatchEntry entry : lost)
                    if (isQueued(after, entry.header().patch())) back.add(entry.header().patch());
                Label label =
                        theirs.isEmpty()
                                ? new Label(Bytes.EMPTY)
                                : theirs.getLast().header().label();
                yield new UserResult.Rebuilt(document, stored.to(after), fork, label, news, back);
            }
        };
    }

    private static TentativePatch tentative(PatchEntry entry, Timestamp base) {
        EntryBody fields = entry.fields();
        return new TentativePatch(
                fields.patch(),
                StateChangeCodec.decode(fields.change().toArray()),
                fields.authorName(),
                fields.time(),
                fields.comment(),
                base);
    }

    private Replica withoutOthers(Replica replica, List<PatchEntry> lost) {
        Replica after = replica;
        for (PatchEntry entry : lost)
            if (!entry.header().author().equals(self))
                after = after.discarded(entry.header().patch(), engine);
        return after;
    }

    private static boolean isQueued(Replica replica, PatchId patch) {
        return replica.tentative().stream().anyMatch(t -> t.patch().equals(patch));
    }
}
