package org.p2pltr.replica;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.diff.Diff;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.PatchId;
import org.p2pltr.id.NetworkId;
import org.p2pltr.merge.ReconciliationEngine;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.StateChange;

/**
 * A peer's copy of one document. Steps are pure and give a new copy; heavy ones (all that merge)
 * may run on any thread. Source: reconciliation.md, "Replica".
 *
 * @param document whose copy this is
 * @param validated the state that the head's timestamp yields
 * @param head how far the copy goes in the log, checked
 * @param tentative this peer's patches that have no timestamp, in the order saved
 * @param local validated with the tentative patches: what a person sees
 */
public record Replica(
        DocumentKey document,
        DocumentState validated,
        Head head,
        List<TentativePatch> tentative,
        DocumentState local) {
    public Replica {
        tentative = List.copyOf(tentative);
    }

    /** The copy of a document that nobody has saved. */
    public static Replica empty(NetworkId network, DocumentKey document) {
        return of(document, DocumentState.EMPTY, Head.start(network, document), List.of());
    }

    /**
     * A copy with its local view computed. Throws IllegalArgumentException if a patch does not fit
     * the state before it.
     */
    public static Replica of(
            DocumentKey document,
            DocumentState validated,
            Head head,
            List<TentativePatch> tentative) {
        DocumentState local = validated;
        for (TentativePatch patch : tentative) local = patch.change().apply(local);
        return new Replica(document, validated, head, tentative, local);
    }

    /** The name of the local view. */
    public Revision revision() {
        return Revision.of(this);
    }

    /** True if nobody has saved the document as far as known here. */
    public boolean isBlank() {
        return head.ts().value() == 0 && tentative.isEmpty();
    }

    /**
     * A person saved: the difference from the start of the edit to what was submitted becomes a
     * tentative patch on the local view, reconciled with it if the view has moved since.
     */
    public Replica saved(LocalSave save, ReconciliationEngine engine) {
        StateChange mine =
                new StateChange(Diff.between(save.start(), save.submitted()), save.attributes());
        DocumentState start = new DocumentState(save.start(), local.attributes());
        StateChange theirs =
                new StateChange(Diff.between(save.start(), local.text()), AttributeChange.NONE);
        StateChange onLocal =
                theirs.isIdentity() ? mine : engine.reconcile(start, theirs, mine).mineOnTheirs();
        List<TentativePatch> queue = new ArrayList<>(tentative);
        queue.add(
                new TentativePatch(
                        save.patch(),
                        onLocal,
                        save.author(),
                        save.time(),
                        save.comment(),
                        head.ts()));
        return new Replica(document, validated, head, queue, onLocal.apply(local));
    }

    /**
     * Entries after the head arrived, in order, chain and signatures checked: they are applied
     * exactly, own patches among them leave the queue, and the rest of the queue is put onto them.
     */
    public Arrival arrived(List<PatchEntry> entries, ReconciliationEngine engine) {
        return new Arriving(this, engine).all(entries);
    }

    /**
     * The first patches of the queue got timestamps, as these entries. Throws
     * IllegalArgumentException if they are not the first of the queue or do not follow the head.
     */
    public Replica published(List<PatchEntry> entries) {
        DocumentState state = validated;
        Head at = head;
        for (int i = 0; i < entries.size(); i++) {
            PatchEntry entry = entries.get(i);
            boolean next =
                    i < tentative.size()
                            && entry.header().patch().equals(tentative.get(i).patch())
                            && entry.ts().equals(at.ts().next())
                            && entry.header().previous().equals(at.hash());
            if (!next)
                throw new IllegalArgumentException(
                        "entry " + entry.ts() + " is not tentative patch " + i + " after " + at);
            state = tentative.get(i).change().apply(state);
            at = entry.header().head();
        }
        List<TentativePatch> rest = tentative.subList(entries.size(), tentative.size());
        return new Replica(document, state, at, rest, local);
    }

    /**
     * Takes a tentative patch off the queue; the later ones are put onto the state without it. The
     * same copy if there is no such patch.
     */
    public Replica discarded(PatchId patch, ReconciliationEngine engine) {
        DocumentState before = validated;
        for (int i = 0; i < tentative.size(); i++) {
            StateChange change = tentative.get(i).change();
            DocumentState after = change.apply(before);
            if (tentative.get(i).patch().equals(patch)) {
                List<TentativePatch> queue = new ArrayList<>(tentative.subList(0, i));
                List<TentativePatch> later = tentative.subList(i + 1, tentative.size());
                queue.addAll(Queue.rebased(after, change.invert(before), later, engine).patches());
                return of(document, validated, head, queue);
            }
            before = after;
        }
        return this;
    }
}
