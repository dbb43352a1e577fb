package org.p2pltr.sync;

import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.p2pltr.entry.EntryBody;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.PatchId;
import org.p2pltr.env.AskId;
import org.p2pltr.merge.ReconciliationEngine;
import org.p2pltr.replica.Arrival;
import org.p2pltr.replica.LocalSave;
import org.p2pltr.replica.Replica;
import org.p2pltr.replica.TentativePatch;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.StateChangeCodec;

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
            return new UserResult.TooLarge(
                    before.document(), asker, String.valueOf(e.getMessage()));
        }
        if (firstTooLarge(after) < after.tentative().size())
            return new UserResult.TooLarge(
                    before.document(),
                    asker,
                    "the merged text has at most "
                            + UserSettings.MAX_MERGED_BYTES
                            + " bytes of UTF-8");
        return new UserResult.Saved(before.document(), asker, stored.to(after), save.patch());
    }

    static UserResult discarded(
            StoredReplica stored, AskId asker, PatchId patch, ReconciliationEngine engine) {
        Replica after = stored.replica().discarded(patch, engine);
        return new UserResult.Discarded(after.document(), asker, stored.to(after), patch);
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
        int fits = firstTooLarge(after);
        List<PatchId> tooLarge =
                queue.subList(fits, queue.size()).stream().map(TentativePatch::patch).toList();
        if (!tooLarge.isEmpty())
            after =
                    Replica.of(
                            after.document(),
                            after.validated(),
                            after.head(),
                            queue.subList(0, fits));
        return new UserResult.Arrived(
                after.document(), stored.to(after), applied, entries, tooLarge);
    }

    /** The place of the first patch of the queue that is over a limit, or yields a text that is. */
    private static int firstTooLarge(Replica replica) {
        DocumentState state = replica.validated();
        List<TentativePatch> queue = replica.tentative();
        for (int i = 0; i < queue.size(); i++) {
            state = queue.get(i).change().apply(state);
            // No text has more bytes than three for each unit.
            boolean small = state.text().length() <= UserSettings.MAX_MERGED_BYTES / 3;
            if (!small && state.text().utf8().length > UserSettings.MAX_MERGED_BYTES) return i;
            if (StateChangeCodec.encode(queue.get(i).change()).length > EntryBody.MAX_CHANGE)
                return i;
        }
        return queue.size();
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
