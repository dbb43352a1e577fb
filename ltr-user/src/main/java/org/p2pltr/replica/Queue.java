package org.p2pltr.replica;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.merge.RebasedQueue;
import org.p2pltr.merge.ReconciliationEngine;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Change;
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
        return new Queue(patches, rebased.conflicts().size());
    }

    /** What a queue does to this state, as one change. */
    static StateChange composed(DocumentState base, List<TentativePatch> queue) {
        return composed(base.text().length(), queue);
    }

    static StateChange composed(int textLength, List<TentativePatch> queue) {
        return composedAll(textLength, queue.stream().map(TentativePatch::change).toList());
    }

    /** Changes as one; balanced, so a long absence costs n log n and no change meets the page. */
    static StateChange composedAll(int textLength, List<StateChange> changes) {
        Change text =
                Change.composeAll(textLength, changes.stream().map(StateChange::text).toList());
        AttributeChange attributes = AttributeChange.NONE;
        for (StateChange change : changes) attributes = attributes.compose(change.attributes());
        return new StateChange(text, attributes);
    }
}
