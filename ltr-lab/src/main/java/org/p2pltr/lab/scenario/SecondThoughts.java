package org.p2pltr.lab.scenario;

import java.util.List;
import java.util.Optional;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.PatchId;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.Reply;
import org.p2pltr.env.Request;
import org.p2pltr.lab.checker.Sighting;
import org.p2pltr.replica.Replica;
import org.p2pltr.replica.TentativePatch;
import org.p2pltr.sync.UserReply;
import org.p2pltr.sync.UserRequest;
import org.p2pltr.text.DocumentState;

/**
 * People take back what they saved, or make one save of some. What that may remove is told to the
 * checks before: it may happen though no answer comes.
 */
final class SecondThoughts {
    private final LabNetwork network;

    SecondThoughts(LabNetwork network) {
        this.network = network;
    }

    /** Makes one of the saves of a page that wait at a peer and were never sent, if there are. */
    void squash(LabPeer peer, String page) {
        DocumentKey document = new DocumentKey(page);
        List<PatchId> waiting =
                shown(peer, document).map(Replica::tentative).orElse(List.of()).stream()
                        .map(TentativePatch::patch)
                        .toList();
        if (!waiting.isEmpty())
            ask(peer, document, new UserRequest.SquashPatches(document, waiting), waiting);
    }

    /** Takes back the newest save of a page that waits at a peer, if there is one. */
    void discard(LabPeer peer, String page) {
        DocumentKey document = new DocumentKey(page);
        Optional<Replica> shown = shown(peer, document);
        int waiting = shown.map(replica -> replica.tentative().size()).orElse(0);
        if (waiting == 0) return;
        Replica replica = shown.orElseThrow();
        tell(peer, document, replica.after(waiting - 1), replica.after(waiting));
        PatchId last = replica.tentative().getLast().patch();
        ask(peer, document, new UserRequest.DiscardPatch(document, last), List.of(last));
    }

    /** Takes back a validated patch of a page, so many before the newest one at a peer. */
    void undo(LabPeer peer, String page, int before) {
        DocumentKey document = new DocumentKey(page);
        long newest = shown(peer, document).map(each -> each.head().ts().value()).orElse(0L);
        long ts = newest - before;
        if (ts < 1) return;
        Optional<DocumentState> with = state(peer, document, ts);
        Optional<DocumentState> without =
                ts == 1 ? Optional.of(DocumentState.EMPTY) : state(peer, document, ts - 1);
        if (with.isEmpty() || without.isEmpty()) return;
        tell(peer, document, without.get(), with.get());
        Request undo = new UserRequest.UndoPatch(document, new Timestamp(ts), peer.name(), "undo");
        ask(peer, document, undo, List.of());
    }

    /** The words of one state that the other has not may be gone from here on. */
    private void tell(LabPeer peer, DocumentKey document, DocumentState kept, DocumentState gone) {
        List<String> words = LabPeer.less(gone.text().string(), kept.text().string());
        network.checks().see(new Sighting.WordsTyped(peer.name(), document, List.of(), words));
    }

    private static Optional<Replica> shown(LabPeer peer, DocumentKey document) {
        return peer.tryAsk(new UserRequest.ReadPage(document))
                .filter(UserReply.Page.class::isInstance)
                .map(UserReply.Page.class::cast)
                .map(UserReply.Page::replica);
    }

    private static Optional<DocumentState> state(LabPeer peer, DocumentKey document, long ts) {
        return peer.tryAsk(new UserRequest.ReadPageAt(document, new Timestamp(ts)))
                .filter(UserReply.OldPage.class::isInstance)
                .map(UserReply.OldPage.class::cast)
                .map(UserReply.OldPage::state);
    }

    private void ask(LabPeer peer, DocumentKey document, Request request, List<PatchId> takenBack) {
        Optional<Reply> reply = peer.tryAsk(request);
        if (reply.isEmpty()) {
            // It crashed before the answer, perhaps after the writing.
            for (PatchId each : takenBack)
                network.checks().see(new Sighting.SaveTakenBack(peer.name(), document, each));
            return;
        }
        switch (reply.get()) {
            case UserReply.Undone _ -> network.tally().add(Tally.UNDO);
            case UserReply.Saved _, UserReply.Refused _, UserReply.NoPage _ -> {}
            case Reply other ->
                    throw network.simulation().failure(request + " was answered " + other);
        }
    }
}
