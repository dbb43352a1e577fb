package org.p2pltr.sync;

import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.PatchId;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.AskId;
import org.p2pltr.merge.Merge;
import org.p2pltr.merge.ReconciliationEngine;
import org.p2pltr.replica.Arrival;
import org.p2pltr.replica.LocalSave;
import org.p2pltr.replica.Replica;
import org.p2pltr.replica.TentativePatch;
import org.p2pltr.replica.Undo;
import org.p2pltr.replica.UndoSave;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.StateChangeCodec;
import org.p2pltr.text.Text;

/**
 * The heavy steps of a replica as pure functions, with what they change on disk. Run on any thread.
 */
final class StepTasks {
    private StepTasks() {}

    static UserResult saved(
            StoredReplica stored, AskId asker, LocalSave save, ReconciliationEngine engine) {
        Replica before = stored.replica();
        Replica after;
        try {
            after = before.saved(save, engine);
        } catch (IllegalArgumentException e) {
            // Attributes over a limit, or a text that is none: the person's to mend.
            return refused(before, asker, e);
        }
        if (MergeLimit.isOver(after)) return tooLarge(before, asker);
        return new UserResult.Saved(before.document(), asker, stored.to(after), save.patch());
    }

    static UserResult merged(
            StoredReplica stored, Step.Merge merge, Text start, ReconciliationEngine engine) {
        Replica replica = stored.replica();
        try {
            Merge merged = replica.merged(start, merge.typed(), engine);
            Text text = merged.mineOnTheirs().text().apply(replica.local().text());
            return new UserResult.Merged(
                    replica.document(), merge.asker(), text, merged.conflicts().size());
        } catch (IllegalArgumentException e) {
            // Together longer than any text.
            return refused(replica, merge.asker(), e);
        }
    }

    private static UserResult refused(Replica before, AskId asker, IllegalArgumentException why) {
        return new UserResult.Refused(before.document(), asker, String.valueOf(why.getMessage()));
    }

    private static UserResult tooLarge(Replica before, AskId asker) {
        return new UserResult.Refused(before.document(), asker, MergeLimit.WORDS);
    }

    static UserResult discarded(
            StoredReplica stored, AskId asker, PatchId patch, ReconciliationEngine engine) {
        Replica before = stored.replica();
        Replica after;
        try {
            after = before.discarded(patch, engine);
        } catch (IllegalArgumentException e) {
            // What stays does not fit without it, as attributes over a limit.
            return refused(before, asker, e);
        }
        if (MergeLimit.firstOver(after) < after.tentative().size()) return tooLarge(before, asker);
        return new UserResult.Discarded(after.document(), asker, stored.to(after), patch);
    }

    static UserResult squashed(StoredReplica stored, AskId asker, QueueChoice.Run run, PatchId as) {
        Replica before = stored.replica();
        Replica after;
        try {
            after = before.squashed(run.from(), run.to(), as);
        } catch (IllegalArgumentException e) {
            return refused(before, asker, e);
        }
        if (MergeLimit.isOver(after.tentative().get(run.from()).change()))
            return new UserResult.Refused(
                    before.document(), asker, "together these saves are too large for one");
        List<PatchId> gone =
                before.tentative().subList(run.from(), run.to()).stream()
                        .map(TentativePatch::patch)
                        .toList();
        return new UserResult.Squashed(before.document(), asker, stored.to(after), gone, as);
    }

    static UserResult undone(
            StoredReplica stored,
            Step.Undo undo,
            List<PatchEntry> entries,
            UndoSave save,
            ReconciliationEngine engine) {
        Replica before = stored.replica();
        Undo outcome;
        try {
            outcome = before.undone(undo.before(), entries, save, engine);
        } catch (IllegalArgumentException e) {
            // Attributes over a limit.
            return refused(before, undo.asker(), e);
        }
        return switch (outcome) {
            case Undo.NothingLeft(boolean overwritten) ->
                    new UserResult.Refused(
                            before.document(),
                            undo.asker(),
                            nothingLeft(undo.request().ts(), overwritten));
            case Undo.Undone(Replica after, _) when MergeLimit.isOver(after) ->
                    tooLarge(before, undo.asker());
            case Undo.Undone(Replica after, int conflicts) ->
                    new UserResult.Undone(
                            before.document(),
                            undo.asker(),
                            stored.to(after),
                            save.patch(),
                            conflicts);
        };
    }

    private static String nothingLeft(Timestamp ts, boolean overwritten) {
        return "nothing of patch "
                + ts
                + " is left to undo: "
                + (overwritten
                        ? "all that it changed was changed again since"
                        : "the page is already as if it had not been made");
    }

    static UserResult published(StoredReplica stored, List<PatchEntry> entries) {
        Replica after = stored.replica().published(entries);
        return new UserResult.Published(after.document(), stored.to(after), entries);
    }

    static UserResult arrived(
            StoredReplica stored, List<PatchEntry> entries, ReconciliationEngine engine) {
        return switch (stored.replica().arrived(entries, engine)) {
            case Arrival.Unfit(var ts, var why) ->
                    new UserResult.Unfit(stored.replica().document(), ts, why);
            case Arrival.Applied applied -> fitting(stored, applied, entries);
        };
    }

    private static UserResult fitting(
            StoredReplica stored, Arrival.Applied applied, List<PatchEntry> entries) {
        Replica after = applied.replica();
        List<TentativePatch> queue = after.tentative();
        int fits = MergeLimit.firstOver(after);
        List<PatchId> tooLarge =
                queue.subList(fits, queue.size()).stream().map(TentativePatch::patch).toList();
        if (!tooLarge.isEmpty())
            after =
                    Replica.of(
                                    after.document(),
                                    after.validated(),
                                    after.head(),
                                    queue.subList(0, fits))
                            .sending(after.sent());
        return new UserResult.Arrived(
                after.document(), stored.to(after), applied, entries, tooLarge);
    }

    /**
     * What a save does to the attributes: who saves a deleted page brings it back, unless it is the
     * deletion.
     */
    static AttributeChange revived(AttributeChange attributes, DocumentState local) {
        boolean stays = attributes.touches(Attributes.DELETED);
        if (stays || !local.attributes().isDeleted()) return attributes;
        SortedSet<String> deleted = new TreeSet<>(List.of(Attributes.DELETED));
        return attributes.compose(new AttributeChange(new TreeMap<>(), deleted));
    }

    /** A save that deletes the page: its text stays for who brings it back. */
    static LocalSave deletion(PatchId patch, Replica replica, String author, Instant now) {
        return new LocalSave(
                patch,
                replica.local().text(),
                replica.local().text(),
                AttributeChange.NONE.with(Attributes.DELETED, "true"),
                author,
                now,
                "");
    }

    /** Applies stored entries to a state. */
    static DocumentState replayed(DocumentState from, List<PatchEntry> entries) {
        DocumentState state = from;
        for (PatchEntry entry : entries)
            state = StateChangeCodec.decode(entry.fields().change().toArray()).apply(state);
        return state;
    }
}
