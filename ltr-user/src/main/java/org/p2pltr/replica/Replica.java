package org.p2pltr.replica;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.p2pltr.diff.Diff;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.PatchId;
import org.p2pltr.id.NetworkId;
import org.p2pltr.merge.Merge;
import org.p2pltr.merge.ReconciliationEngine;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.Change;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.StateChange;
import org.p2pltr.text.StateChangeCodec;
import org.p2pltr.text.Text;

/**
 * A peer's copy of one document. Steps are pure and give a new copy; heavy ones (all that merge)
 * may run on any thread. Source: reconciliation.md, "Replica".
 *
 * @param document whose copy this is
 * @param validated the state that the head's timestamp yields
 * @param head how far the copy goes in the log, checked
 * @param tentative this peer's patches that have no timestamp, in the order saved
 * @param local validated with the tentative patches: what a person sees
 * @param sent so many of the first tentative patches were, or may have been, sent to a Master-key
 *     peer to follow this head. They may have their timestamps already, so they stay as they are
 *     until the head moves: only then is their fate known. Source: master-group.md §11, S4
 */
public record Replica(
        DocumentKey document,
        DocumentState validated,
        Head head,
        List<TentativePatch> tentative,
        DocumentState local,
        int sent) {
    public Replica {
        tentative = List.copyOf(tentative);
        if (sent < 0 || sent > tentative.size())
            throw new IllegalArgumentException(
                    "of " + tentative.size() + " tentative patches " + sent + " cannot be sent");
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
        DocumentState local = Queue.composed(validated, tentative).apply(validated);
        return new Replica(document, validated, head, tentative, local, 0);
    }

    /** The same, where so many of the first tentative patches are on their way to a master. */
    public Replica sending(int patches) {
        int more = Math.max(sent, Math.min(patches, tentative.size()));
        return more == sent ? this : new Replica(document, validated, head, tentative, local, more);
    }

    /** The state that the first so many tentative patches yield. */
    public DocumentState after(int patches) {
        return patches == tentative.size()
                ? local
                : Queue.composed(validated, tentative.subList(0, patches)).apply(validated);
    }

    /** The place in the queue of this patch, -1 if it is not there. */
    public int placeOf(PatchId patch) {
        for (int i = 0; i < tentative.size(); i++)
            if (tentative.get(i).patch().equals(patch)) return i;
        return -1;
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
     * tentative patch on the local view, reconciled with it if the view has moved since. Throws
     * IllegalArgumentException if attributes pass a limit, or no peer could read the patch.
     */
    public Replica saved(LocalSave save, ReconciliationEngine engine) {
        StateChange mine =
                new StateChange(Diff.between(save.start(), save.submitted()), save.attributes());
        StateChange onLocal = onLocal(save.start(), mine, engine).mineOnTheirs();
        return with(save.patch(), onLocal, save.author(), save.time(), save.comment());
    }

    /**
     * What a person typed onto a start, as it reads on the local view: the same that a save would
     * make of the text. The copy stays as it is.
     */
    public Merge merged(Text start, Text typed, ReconciliationEngine engine) {
        Change change = Diff.between(start, typed);
        return onLocal(start, new StateChange(change, AttributeChange.NONE), engine);
    }

    private Merge onLocal(Text start, StateChange mine, ReconciliationEngine engine) {
        StateChange theirs =
                new StateChange(Diff.between(start, local.text()), AttributeChange.NONE);
        if (theirs.isIdentity()) return new Merge(mine, List.of());
        return engine.reconcile(new DocumentState(start, local.attributes()), theirs, mine);
    }

    private Replica with(
            PatchId patch, StateChange onLocal, String author, Instant time, String comment) {
        return withExactly(patch, ConflictPlaces.followed(local, onLocal), author, time, comment);
    }

    private Replica withExactly(
            PatchId patch, StateChange exact, String author, Instant time, String comment) {
        StateChange change = Publishable.onto(local.attributes(), exact);
        List<TentativePatch> queue = new ArrayList<>(tentative);
        queue.add(new TentativePatch(patch, change, author, time, comment, head.ts()));
        return new Replica(document, validated, head, queue, change.apply(local), sent);
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
            at = entry.header().head();
        }
        List<TentativePatch> rest = tentative.subList(entries.size(), tentative.size());
        return new Replica(document, after(entries.size()), at, rest, local, 0);
    }

    /**
     * Takes a tentative patch off the queue; the later ones are put onto the state without it. What
     * a later one changed of it stays, as a conflict. The conflicts that it noted for others of the
     * queue are then noted by the last patch, if one is left that was not sent. The same copy if
     * there is no such patch. Throws IllegalArgumentException if it may have been sent.
     */
    public Replica discarded(PatchId patch, ReconciliationEngine engine) {
        int place = placeOf(patch);
        if (place < 0) return this;
        requireUnsent(place);
        List<TentativePatch> queue = NotesOfOthers.kept(this, place, without(place, engine));
        return of(document, validated, head, queue).sending(sent);
    }

    /** The queue without the patch at this place and all that it noted. */
    List<TentativePatch> without(int place, ReconciliationEngine engine) {
        DocumentState before = after(place);
        StateChange change = tentative.get(place).change();
        List<TentativePatch> queue = new ArrayList<>(tentative.subList(0, place));
        List<TentativePatch> later = tentative.subList(place + 1, tentative.size());
        queue.addAll(
                Queue.rebased(change.apply(before), change.invert(before), later, engine)
                        .patches());
        return queue;
    }

    /**
     * Makes one patch of a run of the queue, under a new name; the local view stays the same.
     * Throws IllegalArgumentException if the run is not in the queue, or one of it may have been
     * sent, or no peer could read the patch.
     *
     * @param from place of the first patch of the run
     * @param to place after the last one
     */
    public Replica squashed(int from, int to, PatchId as) {
        requireUnsent(from);
        List<TentativePatch> run = tentative.subList(from, to);
        DocumentState before = after(from);
        StateChange change = Publishable.onto(before.attributes(), Queue.composed(before, run));
        List<TentativePatch> queue = new ArrayList<>(tentative.subList(0, from));
        queue.add(TentativePatch.squashed(as, change, run));
        queue.addAll(tentative.subList(to, tentative.size()));
        return new Replica(document, validated, head, queue, local, sent);
    }

    /**
     * Takes a validated patch back with a new tentative one: its inverse, put onto all that came
     * after it. If nothing came, the new one yields exactly {@code before}.
     *
     * @param before the state that the patch was made from
     * @param entries the patch's entry and all after it up to the head
     */
    public Undo undone(
            DocumentState before,
            List<PatchEntry> entries,
            UndoSave save,
            ReconciliationEngine engine) {
        List<StateChange> changes =
                entries.stream()
                        .map(e -> StateChangeCodec.decode(e.fields().change().toArray()))
                        .toList();
        StateChange undo = changes.getFirst();
        if (entries.size() == 1 && tentative.isEmpty()) return undone(undo.invert(before), save);
        DocumentState after = undo.apply(before);
        List<StateChange> since = new ArrayList<>(changes.subList(1, changes.size()));
        for (TentativePatch patch : tentative) since.add(patch.change());
        Merge merge =
                engine.reconcile(
                        after,
                        Queue.composedAll(after.text().length(), since),
                        undo.invert(before));
        StateChange onLocal = merge.mineOnTheirs();
        int conflicts = merge.conflicts().size();
        if (onLocal.text().isIdentity() && isNoteOnly(onLocal.attributes()))
            return new Undo.NothingLeft(conflicts > 0);
        Replica replica = with(save.patch(), onLocal, save.author(), save.time(), save.comment());
        return new Undo.Undone(replica, conflicts);
    }

    /** Nothing came since: there is nothing to merge with, so places of conflicts go back too. */
    private Undo undone(StateChange inverse, UndoSave save) {
        if (inverse.isIdentity()) return new Undo.NothingLeft(false);
        return new Undo.Undone(
                withExactly(save.patch(), inverse, save.author(), save.time(), save.comment()), 0);
    }

    /** True if it does nothing to the attributes but noting conflicts. */
    private boolean isNoteOnly(AttributeChange attributes) {
        Attributes now = local.attributes();
        return attributes
                .apply(now)
                .without(Attributes.CONFLICTS)
                .equals(now.without(Attributes.CONFLICTS));
    }

    private void requireUnsent(int place) {
        if (place < sent)
            throw new IllegalArgumentException(
                    "tentative patch " + place + " may have been sent, as the first " + sent);
    }
}
