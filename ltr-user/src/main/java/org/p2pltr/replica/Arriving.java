package org.p2pltr.replica;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.diff.Diff;
import org.p2pltr.entry.EntryBody;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.MalformedEntryException;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.PatchId;
import org.p2pltr.id.Bytes;
import org.p2pltr.merge.ReconciliationEngine;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.StateChange;
import org.p2pltr.text.StateChangeCodec;

/**
 * Applies entries one after the other. The queue is put onto others' entries in one pass: when one
 * of its own patches comes, or at the end. Used once.
 */
final class Arriving {
    private final Replica before;
    private final ReconciliationEngine engine;
    private final List<PatchId> own = new ArrayList<>();
    private Head head;
    private DocumentState state;
    // The queue stands on this state; what others changed since is composed when it is needed.
    private DocumentState queueBase;
    private List<StateChange> sinceQueueBase = new ArrayList<>();
    private List<TentativePatch> queue;
    private int conflicts;
    private int sent;

    Arriving(Replica before, ReconciliationEngine engine) {
        this.before = before;
        this.engine = engine;
        this.head = before.head();
        this.state = before.validated();
        this.queueBase = before.validated();
        this.queue = before.tentative();
        this.sent = before.sent();
    }

    Arrival all(List<PatchEntry> entries) {
        for (PatchEntry entry : entries) {
            try {
                one(entry);
            } catch (IllegalArgumentException e) {
                // Malformed bytes, a change of another length, an attribute over a limit: all say
                // what is wrong.
                return new Arrival.Unfit(entry.ts(), String.valueOf(e.getMessage()));
            }
        }
        bringQueueUp();
        Replica after = Replica.of(before.document(), state, head, queue).sending(sent);
        return new Arrival.Applied(after, own, conflicts);
    }

    private void one(PatchEntry entry) {
        if (!entry.ts().equals(head.ts().next()) || !entry.header().previous().equals(head.hash()))
            throw new MalformedEntryException("it does not follow " + head);
        EntryBody fields = entry.fields();
        StateChange change = StateChangeCodec.decode(fields.change().toArray());
        DocumentState next = change.apply(state);
        if (!Bytes.of(next.digest()).equals(fields.stateDigest().value()))
            throw new MalformedEntryException("it yields another state than it says");
        int place = placeOf(entry.header().patch());
        // A publish is validated as a whole, so behind its first patch the rest of it must come; an
        // entry of somebody else in its place means that no publish from the old head ever will be.
        sent = place == 0 ? Math.max(0, sent - 1) : 0;
        if (place < 0) sinceQueueBase.add(change);
        else ownArrived(place, next);
        state = next;
        head = entry.header().head();
    }

    private int placeOf(PatchId patch) {
        for (int i = 0; i < queue.size(); i++) if (queue.get(i).patch().equals(patch)) return i;
        return -1;
    }

    /**
     * A patch of the queue turns out to be validated: it leaves the queue, and the rest stands on
     * what it yields.
     */
    private void ownArrived(int place, DocumentState yields) {
        bringQueueUp();
        TentativePatch mine = queue.get(place);
        own.add(mine.patch());
        List<TentativePatch> rest = new ArrayList<>(queue);
        rest.remove(place);
        // Usually it is the first and as published, so that nothing is left to do. Otherwise those
        // before it go without
        // it, and all stand on the difference between what the queue made of the document and what
        // the log did.
        DocumentState without = queueBase;
        if (place > 0) {
            rest = Replica.of(before.document(), queueBase, head, queue).without(place, engine);
        } else {
            without = mine.change().apply(queueBase);
        }
        Queue moved = Queue.rebased(without, Diff.between(without, yields), rest, engine);
        conflicts += moved.conflicts();
        queue = moved.patches();
        queueBase = yields;
        sinceQueueBase = new ArrayList<>();
    }

    private void bringQueueUp() {
        if (!queue.isEmpty() && !sinceQueueBase.isEmpty()) {
            StateChange theirs = Queue.composedAll(queueBase.text().length(), sinceQueueBase);
            Queue moved = Queue.rebased(queueBase, theirs, queue, engine);
            conflicts += moved.conflicts();
            queue = moved.patches();
        }
        queueBase = state;
        sinceQueueBase = new ArrayList<>();
    }
}
