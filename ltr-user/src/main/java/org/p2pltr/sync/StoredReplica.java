package org.p2pltr.sync;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.env.Write;
import org.p2pltr.replica.Replica;
import org.p2pltr.replica.TentativePatch;

/**
 * A replica and the number under which the first patch of its queue is (or will be) stored; the
 * others follow without gaps.
 */
record StoredReplica(Replica replica, long firstNumber) {
    /** The replica after a step, and what changes on disk. */
    record Step(StoredReplica after, List<Write> writes) {
        Step {
            writes = List.copyOf(writes);
        }
    }

    /** From this replica to another of the same document. Pure; heavy for long texts. */
    Step to(Replica next) {
        DocumentKey document = replica.document();
        List<Write> writes = new ArrayList<>();
        if (!next.head().equals(replica.head()))
            writes.add(UserRows.replica(document, next.validated()));
        List<TentativePatch> old = replica.tentative();
        List<TentativePatch> now = next.tentative();
        int gone = now.isEmpty() ? old.size() : placeOf(now.getFirst(), old);
        for (int i = 0; i < gone; i++) writes.add(delete(document, firstNumber + i));
        for (int i = 0; i < now.size(); i++) {
            boolean same = gone + i < old.size() && old.get(gone + i).equals(now.get(i));
            if (!same) writes.add(UserRows.tentative(document, firstNumber + gone + i, now.get(i)));
        }
        for (int i = gone + now.size(); i < old.size(); i++)
            writes.add(delete(document, firstNumber + i));
        return new Step(new StoredReplica(next, firstNumber + gone), writes);
    }

    private static int placeOf(TentativePatch patch, List<TentativePatch> queue) {
        for (int i = 0; i < queue.size(); i++)
            if (queue.get(i).patch().equals(patch.patch())) return i;
        return queue.size();
    }

    private static Write delete(DocumentKey document, long number) {
        return new Write.Delete(UserRows.TENTATIVE, UserRows.key(document, number));
    }
}
