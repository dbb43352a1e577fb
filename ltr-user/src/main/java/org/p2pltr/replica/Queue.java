package org.p2pltr.replica;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.merge.RebasedQueue;
import org.p2pltr.merge.ReconciliationEngine;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.StateChange;

/** A queue of tentative patches put onto other changes of the state they start from. */
record Queue(List<TentativePatch> patches, int conflicts) {
    static Queue rebased(
            DocumentState base,
            StateChange theirs,
            List<TentativePatch> queue,
            ReconciliationEngine engine) {
        if (queue.isEmpty() || theirs.isIdentity()) return new Queue(queue, 0);
        List<StateChange> changes = queue.stream().map(TentativePatch::change).toList();
        RebasedQueue rebased = engine.rebase(base, theirs, changes);
        List<TentativePatch> patches = new ArrayList<>();
        for (int i = 0; i < queue.size(); i++)
            patches.add(queue.get(i).changing(rebased.changes().get(i)));
        if (isDeletedBy(theirs, base) && changes.stream().noneMatch(Queue::touchesDeletion))
            bringBack(patches);
        return new Queue(patches, rebased.conflicts().size());
    }

    private static boolean isDeletedBy(StateChange theirs, DocumentState base) {
        return !base.attributes().isDeleted()
                && theirs.attributes().apply(base.attributes()).isDeleted();
    }

    private static boolean touchesDeletion(StateChange change) {
        return change.attributes().touches(Attributes.DELETED);
    }

    /** Delete against edit keeps the edit: the first save with new text brings the page back. */
    private static void bringBack(List<TentativePatch> patches) {
        for (int i = 0; i < patches.size(); i++) {
            StateChange change = patches.get(i).change();
            if (change.text().isIdentity()) continue;
            var attributes = change.attributes().without(Attributes.DELETED);
            patches.set(i, patches.get(i).changing(new StateChange(change.text(), attributes)));
            return;
        }
    }
}
