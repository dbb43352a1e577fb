package org.p2pltr.sync;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.PatchId;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Range;
import org.p2pltr.env.Task;
import org.p2pltr.id.Bytes;
import org.p2pltr.replica.LocalSave;
import org.p2pltr.replica.Replica;
import org.p2pltr.replica.Revision;
import org.p2pltr.replica.TentativePatch;
import org.p2pltr.replica.UndoSave;
import org.p2pltr.text.Text;

/**
 * One document's replica and its steps, one after the other: each is computed aside, written as one
 * batch, and then answered. While a step is at work the next ones wait.
 */
final class DocumentSteps {
    private final DocumentKey document;
    private final Lane lane;
    private final Shared shared;
    private final Deque<Step> waiting = new ArrayDeque<>();
    private final Commits commits;
    private Work work = new Work.None();

    /** What the step at the front waits for. */
    private sealed interface Work {
        record None() implements Work {}

        record ReadingBase(Step.OntoBase step) implements Work {}

        record ReadingHistory(Step.Rebuild step) implements Work {}

        record ReadingPatches(Step.Undo step) implements Work {}

        record Computing() implements Work {}
    }

    DocumentSteps(StoredReplica stored, Lane lane, Shared shared) {
        this.document = stored.replica().document();
        this.lane = lane;
        this.shared = shared;
        this.commits = new Commits(stored, lane, shared);
    }

    StoredReplica stored() {
        return commits.stored();
    }

    /** The first so many patches of the queue are about to be sent to a master. */
    void sending(int patches, Turn turn) {
        commits.sending(patches, turn);
    }

    boolean isIdle() {
        return work instanceof Work.None && waiting.isEmpty();
    }

    void add(Step step, Turn turn, Currency currency) {
        waiting.addLast(step);
        next(turn, currency);
    }

    /** Takes up steps until one has to wait for something. */
    void next(Turn turn, Currency currency) {
        while (work instanceof Work.None && !waiting.isEmpty())
            begin(waiting.removeFirst(), turn, currency);
    }

    private void begin(Step step, Turn turn, Currency currency) {
        switch (step) {
            case Step.View(AskId asker) -> view(asker, turn, currency);
            case Step.OntoBase typed -> ontoBase(typed, turn);
            case Step.Delete(AskId asker, String author) -> delete(asker, author, turn);
            case Step.Discard(AskId asker, PatchId patch) -> discard(asker, patch, turn);
            case Step.Squash(AskId asker, var patches) -> squash(asker, patches, turn);
            case Step.Undo undo -> readPatches(undo, turn);
            case Step.Lines lines -> lines(lines, turn);
            case Step.Sign _ -> {
                Replica replica = replica();
                compute(
                        () ->
                                new UserResult.Signed(
                                        document, Publication.of(replica, shared.signer)),
                        turn);
            }
            case Step.Rebuild rebuild -> readHistory(rebuild, turn);
            case Step.Published(var entries) -> {
                StoredReplica before = stored();
                compute(() -> StepTasks.published(before, entries), turn);
            }
            case Step.Arrived(var entries) -> {
                StoredReplica before = stored();
                compute(() -> StepTasks.arrived(before, entries, shared.engine), turn);
            }
        }
    }

    private void compute(Task task, Turn turn) {
        work = new Work.Computing();
        turn.in(lane).add(new Effect.Compute(task));
    }

    private void view(AskId asker, Turn turn, Currency currency) {
        if (replica().isBlank() && !shared.line(document).isBehind()) {
            turn.in(lane).add(new Effect.Answer(asker, new UserReply.NoPage(document)));
            return;
        }
        commits.handOut(asker, turn, currency);
    }

    private void ontoBase(Step.OntoBase step, Turn turn) {
        switch (step.start()) {
            case UserRequest.Start.Nothing _ -> compute(step, Text.EMPTY, turn);
            case UserRequest.Start.From(Revision revision) -> {
                Optional<Bytes> digest = revision.textDigest();
                Text local = replica().local().text();
                if (digest.isEmpty()) {
                    unknownBase(step, turn);
                } else if (digest.get().equals(Revision.digest(local))) {
                    compute(step, local, turn);
                } else {
                    work = new Work.ReadingBase(step);
                    Bytes key = UserRows.baseKey(document, digest.get());
                    turn.in(lane)
                            .add(
                                    new Effect.Read(
                                            Range.key(UserRows.BASES, key),
                                            1,
                                            Integer.MAX_VALUE,
                                            new UserRead.BaseRow(document)));
                }
            }
        }
    }

    /** The base text of the save at the front was read, or is not there. */
    void baseFound(Optional<UserRows.BaseRow> base, Turn turn, Currency currency) {
        if (!(work instanceof Work.ReadingBase(Step.OntoBase step))) return;
        work = new Work.None();
        if (base.isPresent()) compute(step, base.get().text(), turn);
        else unknownBase(step, turn);
        next(turn, currency);
    }

    private void compute(Step.OntoBase step, Text start, Turn turn) {
        switch (step) {
            case Step.Save save -> compute(save, start, turn);
            case Step.Merge merge -> {
                StoredReplica now = stored();
                compute(() -> StepTasks.merged(now, merge, start, shared.engine), turn);
            }
        }
    }

    private void compute(Step.Save step, Text start, Turn turn) {
        UserRequest.SavePage save = step.save();
        LocalSave local =
                new LocalSave(
                        PatchId.random(turn.world().random()),
                        start,
                        save.text(),
                        StepTasks.revived(save.attributes(), replica().local()),
                        save.author(),
                        turn.world().wallClock(),
                        save.comment());
        StoredReplica before = stored();
        compute(() -> StepTasks.saved(before, step.asker(), local, shared.engine), turn);
    }

    private void readHistory(Step.Rebuild rebuild, Turn turn) {
        work = new Work.ReadingHistory(rebuild);
        readHistory(Timestamp.NONE, turn);
    }

    /** The patch to take back and all after it. */
    private void readPatches(Step.Undo undo, Turn turn) {
        work = new Work.ReadingPatches(undo);
        readHistory(undo.request().ts(), turn);
    }

    private void readHistory(Timestamp from, Turn turn) {
        turn.in(lane)
                .add(
                        new Effect.Read(
                                UserRows.history(document, from, replica().head().ts()),
                                Integer.MAX_VALUE,
                                Integer.MAX_VALUE,
                                new UserRead.OwnHistory(document)));
    }

    /** What was asked for of the history kept here was read. */
    void historyFound(List<PatchEntry> entries, Turn turn, Currency currency) {
        switch (work) {
            case Work.ReadingHistory(Step.Rebuild(var theirs)) -> {
                Rebuilding rebuilding =
                        new Rebuilding(
                                stored(),
                                shared.settings.network(),
                                shared.signer.identity().id(),
                                shared.engine);
                compute(() -> rebuilding.rebuilt(entries, theirs), turn);
            }
            case Work.ReadingPatches(Step.Undo undo) -> undo(undo, entries, turn, currency);
            case Work.None _, Work.ReadingBase _, Work.Computing _ -> {}
        }
    }

    private void undo(Step.Undo undo, List<PatchEntry> entries, Turn turn, Currency currency) {
        // Another history may have come while the patch was looked for.
        if (entries.isEmpty() || !entries.getFirst().header().previous().equals(undo.at().hash())) {
            work = new Work.None();
            refuse(undo.asker(), "the page's history changed meanwhile; look at it again", turn);
            next(turn, currency);
            return;
        }
        UserRequest.UndoPatch request = undo.request();
        UndoSave save =
                new UndoSave(
                        PatchId.random(turn.world().random()),
                        request.author(),
                        turn.world().wallClock(),
                        request.comment());
        StoredReplica before = stored();
        compute(() -> StepTasks.undone(before, undo, entries, save, shared.engine), turn);
    }

    private void unknownBase(Step.OntoBase step, Turn turn) {
        switch (step) {
            case Step.Save save -> unknownBase(save, turn);
            case Step.Merge merge ->
                    turn.in(lane).add(new Effect.Answer(merge.asker(), new UserReply.NoBase()));
        }
    }

    private void unknownBase(Step.Save step, Turn turn) {
        UserRequest.SavePage save = step.save();
        String base = save.start() instanceof UserRequest.Start.From(Revision r) ? r.value() : "";
        UserReply.Draft draft = Drafts.draft(document, save, base, turn);
        turn.in(lane).add(Effect.Persist.of(Drafts.write(draft)));
        turn.in(lane).add(new Effect.Answer(step.asker(), new UserReply.UnknownBase(draft.id())));
    }

    private void delete(AskId asker, String author, Turn turn) {
        Replica replica = replica();
        if (replica.isBlank() || replica.local().attributes().isDeleted()) {
            refuse(asker, "there is no such page", turn);
            return;
        }
        PatchId patch = PatchId.random(turn.world().random());
        LocalSave deletion = StepTasks.deletion(patch, replica, author, turn.world().wallClock());
        StoredReplica before = stored();
        compute(() -> StepTasks.saved(before, asker, deletion, shared.engine), turn);
    }

    private void discard(AskId asker, PatchId patch, Turn turn) {
        switch (QueueChoice.toDiscard(replica(), patch)) {
            case QueueChoice.Refused(String why) -> refuse(asker, why, turn);
            case QueueChoice.Run _ -> {
                StoredReplica before = stored();
                compute(() -> StepTasks.discarded(before, asker, patch, shared.engine), turn);
            }
        }
    }

    private void squash(AskId asker, List<PatchId> patches, Turn turn) {
        switch (QueueChoice.toSquash(replica(), patches)) {
            case QueueChoice.Refused(String why) -> refuse(asker, why, turn);
            case QueueChoice.Run run -> {
                StoredReplica before = stored();
                PatchId as = PatchId.random(turn.world().random());
                compute(() -> StepTasks.squashed(before, asker, run, as), turn);
            }
        }
    }

    private void refuse(AskId asker, String why, Turn turn) {
        turn.in(lane).add(new Effect.Answer(asker, new UserReply.Refused(why)));
    }

    private void lines(Step.Lines lines, Turn turn) {
        List<TentativePatch> queue = replica().tentative();
        int room = Math.max(0, lines.limit() - lines.entries().size());
        UserReply.History history =
                new UserReply.History(
                        lines.entries(), queue.subList(0, Math.min(room, queue.size())));
        turn.in(lane).add(new Effect.Answer(lines.asker(), history));
    }

    /** The step at work was computed: it is written, answered and reported. */
    void computed(UserResult.OfDocument result, Turn turn, Currency currency) {
        work = new Work.None();
        commits.computed(result, turn, currency);
    }

    private Replica replica() {
        return stored().replica();
    }
}
