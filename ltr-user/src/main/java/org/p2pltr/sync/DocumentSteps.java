package org.p2pltr.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Label;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.PatchId;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Range;
import org.p2pltr.env.Task;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.replica.LocalSave;
import org.p2pltr.replica.PageLabel;
import org.p2pltr.replica.Replica;
import org.p2pltr.replica.Revision;
import org.p2pltr.replica.TentativePatch;
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
    // Base texts written since the replica was loaded, and when.
    private final TreeMap<Bytes, Instant> bases = new TreeMap<>();
    private StoredReplica stored;
    private Work work = new Work.None();

    /** What the step at the front waits for. */
    private sealed interface Work {
        record None() implements Work {}

        record ReadingBase(Step.Save step) implements Work {}

        record ReadingHistory(Step.Rebuild step) implements Work {}

        record Computing() implements Work {}
    }

    DocumentSteps(StoredReplica stored, Lane lane, Shared shared) {
        this.document = stored.replica().document();
        this.lane = lane;
        this.shared = shared;
        this.stored = stored;
    }

    StoredReplica stored() {
        return stored;
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
            case Step.Save save -> save(save, turn);
            case Step.Delete(AskId asker, String author) -> delete(asker, author, turn);
            case Step.Discard(AskId asker, PatchId patch) -> discard(asker, patch, turn);
            case Step.Lines lines -> lines(lines, turn);
            case Step.Sign _ -> {
                Replica replica = stored.replica();
                compute(
                        () ->
                                new UserResult.Signed(
                                        document, Publication.of(replica, shared.signer)),
                        turn);
            }
            case Step.Rebuild rebuild -> readHistory(rebuild, turn);
            case Step.Published(var entries) -> {
                StoredReplica before = stored;
                compute(() -> StepTasks.published(before, entries), turn);
            }
            case Step.Arrived(var entries) -> {
                StoredReplica before = stored;
                compute(() -> StepTasks.arrived(before, entries, shared.engine), turn);
            }
        }
    }

    private void compute(Task task, Turn turn) {
        work = new Work.Computing();
        turn.in(lane).add(new Effect.Compute(task));
    }

    private void view(AskId asker, Turn turn, Currency currency) {
        if (stored.replica().isBlank() && !shared.line(document).isBehind()) {
            turn.in(lane).add(new Effect.Answer(asker, new UserReply.NoPage(document)));
            return;
        }
        List<Write> writes = new ArrayList<>();
        addBase(writes, turn);
        if (!writes.isEmpty()) turn.in(lane).add(new Effect.Persist(writes));
        turn.in(lane).add(new Effect.Answer(asker, page(currency)));
    }

    private UserReply.Page page(Currency currency) {
        PageLabel newest = UserRows.read(document, shared.line(document).label());
        return new UserReply.Page(stored.replica(), newest, currency);
    }

    /** The local view is handed out: an editor may start from it. */
    private void addBase(List<Write> writes, Turn turn) {
        Text text = stored.replica().local().text();
        Bytes digest = Revision.digest(text);
        Instant now = turn.world().wallClock();
        Instant written = bases.get(digest);
        // Their time is that of the newest editor, which must find its text when it saves.
        if (written != null
                && Duration.between(written, now).abs().compareTo(UserSettings.BASES_RENEWED) < 0)
            return;
        bases.put(digest, now);
        writes.add(UserRows.base(document, digest, now, text));
    }

    private void save(Step.Save step, Turn turn) {
        switch (step.save().start()) {
            case UserRequest.Start.Nothing _ -> compute(step, Text.EMPTY, turn);
            case UserRequest.Start.From(Revision revision) -> {
                Optional<Bytes> digest = revision.textDigest();
                Text local = stored.replica().local().text();
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
        if (!(work instanceof Work.ReadingBase(Step.Save step))) return;
        work = new Work.None();
        if (base.isPresent()) compute(step, base.get().text(), turn);
        else unknownBase(step, turn);
        next(turn, currency);
    }

    private void compute(Step.Save step, Text start, Turn turn) {
        UserRequest.SavePage save = step.save();
        LocalSave local =
                new LocalSave(
                        PatchId.random(turn.world().random()),
                        start,
                        save.text(),
                        StepTasks.revived(save.attributes(), stored.replica().local()),
                        save.author(),
                        turn.world().wallClock(),
                        save.comment());
        StoredReplica before = stored;
        compute(() -> StepTasks.saved(before, step.asker(), local, shared.engine), turn);
    }

    private void readHistory(Step.Rebuild rebuild, Turn turn) {
        work = new Work.ReadingHistory(rebuild);
        turn.in(lane)
                .add(
                        new Effect.Read(
                                UserRows.history(document, Timestamp.NONE, ts()),
                                Integer.MAX_VALUE,
                                Integer.MAX_VALUE,
                                new UserRead.OwnHistory(document)));
    }

    /** The history kept here was read: the document can go over to the network's. */
    void historyFound(List<PatchEntry> ours, Turn turn) {
        if (!(work instanceof Work.ReadingHistory(Step.Rebuild(var theirs)))) return;
        Rebuilding rebuilding =
                new Rebuilding(
                        stored,
                        shared.settings.network(),
                        shared.signer.identity().id(),
                        shared.engine);
        compute(() -> rebuilding.rebuilt(ours, theirs), turn);
    }

    private void unknownBase(Step.Save step, Turn turn) {
        UserRequest.SavePage save = step.save();
        String base = save.start() instanceof UserRequest.Start.From(Revision r) ? r.value() : "";
        UserReply.Draft draft = Drafts.draft(document, save, base, turn);
        turn.in(lane).add(Effect.Persist.of(Drafts.write(draft)));
        turn.in(lane).add(new Effect.Answer(step.asker(), new UserReply.UnknownBase(draft.id())));
    }

    private void delete(AskId asker, String author, Turn turn) {
        Replica replica = stored.replica();
        if (replica.isBlank() || replica.local().attributes().isDeleted()) {
            UserReply.Refused why = new UserReply.Refused("there is no such page");
            turn.in(lane).add(new Effect.Answer(asker, why));
            return;
        }
        PatchId patch = PatchId.random(turn.world().random());
        LocalSave deletion = StepTasks.deletion(patch, replica, author, turn.world().wallClock());
        StoredReplica before = stored;
        compute(() -> StepTasks.saved(before, asker, deletion, shared.engine), turn);
    }

    private void discard(AskId asker, PatchId patch, Turn turn) {
        boolean waits =
                stored.replica().tentative().stream().anyMatch(t -> t.patch().equals(patch));
        if (!waits) {
            UserReply.Refused why = new UserReply.Refused("no such patch waits");
            turn.in(lane).add(new Effect.Answer(asker, why));
            return;
        }
        StoredReplica before = stored;
        compute(() -> StepTasks.discarded(before, asker, patch, shared.engine), turn);
    }

    private void lines(Step.Lines lines, Turn turn) {
        List<TentativePatch> queue = stored.replica().tentative();
        int room = Math.max(0, lines.limit() - lines.entries().size());
        UserReply.History history =
                new UserReply.History(
                        lines.entries(), queue.subList(0, Math.min(room, queue.size())));
        turn.in(lane).add(new Effect.Answer(lines.asker(), history));
    }

    /** The step at work was computed: it is written, answered and reported. */
    void computed(UserResult.OfDocument result, Turn turn, Currency currency) {
        work = new Work.None();
        switch (result) {
            case UserResult.Saved(_, var asker, var step, var patch) -> {
                List<Write> more = new ArrayList<>();
                commit(step, more, true, turn);
                int tentative = stored.replica().tentative().size();
                turn.in(lane).report(new UserEvent.Saved(document, patch, ts(), tentative));
                UserReply.Saved saved = new UserReply.Saved(page(standing(currency)), patch);
                turn.in(lane).add(new Effect.Answer(asker, saved));
            }
            case UserResult.TooLarge(_, var asker, var why) ->
                    turn.in(lane).add(new Effect.Answer(asker, new UserReply.Refused(why)));
            case UserResult.Discarded discarded -> discarded(discarded, turn, currency);
            case UserResult.Published published -> published(published, turn);
            case UserResult.Arrived arrived -> arrived(arrived, turn);
            case UserResult.Rebuilt rebuilt -> rebuilt(rebuilt, turn);
            case UserResult.Unfit(_, var ts, var why) ->
                    turn.in(lane).report(new UserEvent.Unfit(document, ts, why));
            case UserResult.Signed _ -> {}
        }
    }

    /** A save that was just made waits or is about to be published, whatever was so before. */
    private Currency standing(Currency before) {
        int tentative = stored.replica().tentative().size();
        if (before instanceof Currency.Waiting(_, String why))
            return new Currency.Waiting(tentative, why);
        return shared.isOnline()
                ? new Currency.Publishing(tentative)
                : new Currency.Waiting(tentative, "working offline");
    }

    private void discarded(UserResult.Discarded discarded, Turn turn, Currency currency) {
        List<Write> more = new ArrayList<>();
        String text = stored.replica().local().text().string();
        UserReply.Draft draft = Drafts.draft(document, text, "taken back", turn);
        more.add(Drafts.write(draft));
        commit(discarded.step(), more, true, turn);
        turn.in(lane)
                .report(new UserEvent.Discarded(document, discarded.patch(), ts(), tentative()));
        UserReply.Saved saved = new UserReply.Saved(page(currency), discarded.patch());
        turn.in(lane).add(new Effect.Answer(discarded.asker(), saved));
    }

    private void published(UserResult.Published published, Turn turn) {
        List<Write> more = new ArrayList<>();
        List<PatchId> patches = new ArrayList<>();
        for (PatchEntry entry : published.entries()) {
            more.add(UserRows.entry(document, entry));
            patches.add(entry.header().patch());
        }
        Label last = published.entries().getLast().header().label();
        commit(published.step(), more, last, false, turn);
        turn.in(lane)
                .report(
                        new UserEvent.Validated(
                                document, stored.replica().head(), patches, tentative()));
    }

    private void arrived(UserResult.Arrived arrived, Turn turn) {
        List<Write> more = new ArrayList<>();
        for (PatchEntry entry : arrived.entries()) more.add(UserRows.entry(document, entry));
        List<PatchId> tooLarge = arrived.tooLarge();
        List<UserEvent> kept = List.of();
        if (!tooLarge.isEmpty()) {
            String text = stored.replica().local().text().string();
            UserReply.Draft draft = Drafts.draft(document, text, "the merge was too large", turn);
            more.add(Drafts.write(draft));
            kept = List.of(new UserEvent.KeptAsDraft(document, tooLarge, draft.id()));
        }
        PatchEntry last = arrived.entries().getLast();
        commit(arrived.step(), more, last.header().label(), false, turn);
        for (UserEvent event : kept) turn.in(lane).report(event);
        turn.in(lane)
                .report(
                        new UserEvent.Applied(
                                document,
                                stored.replica().head(),
                                last.fields().stateDigest(),
                                arrived.entries().size(),
                                arrived.arrival().own(),
                                arrived.arrival().conflicts(),
                                tentative()));
    }

    private void rebuilt(UserResult.Rebuilt rebuilt, Turn turn) {
        List<Write> more = new ArrayList<>();
        more.add(new Write.DeleteRange(UserRows.historyAfter(document, rebuilt.common().ts())));
        for (PatchEntry entry : rebuilt.entries()) more.add(UserRows.entry(document, entry));
        commit(rebuilt.step(), more, rebuilt.label(), false, turn);
        turn.in(lane)
                .report(
                        new UserEvent.WentOver(
                                document,
                                rebuilt.common().ts(),
                                stored.replica().head(),
                                new Hash(Bytes.of(stored.replica().validated().digest())),
                                rebuilt.back(),
                                tentative()));
    }

    private Timestamp ts() {
        return stored.replica().head().ts();
    }

    private int tentative() {
        return stored.replica().tentative().size();
    }

    private void commit(StoredReplica.Step step, List<Write> more, boolean base, Turn turn) {
        commit(step, more, shared.line(document).validatedLabel(), base, turn);
    }

    /**
     * One batch: the replica's step, what goes with it, the document's line and the sequence of
     * changes.
     */
    private void commit(
            StoredReplica.Step step,
            List<Write> more,
            Label validated,
            boolean handedOut,
            Turn turn) {
        stored = step.after();
        Replica replica = stored.replica();
        List<Write> writes = new ArrayList<>(step.writes());
        writes.addAll(more);
        if (handedOut) addBase(writes, turn);
        Label newest = validated;
        if (!replica.tentative().isEmpty()) {
            TentativePatch last = replica.tentative().getLast();
            newest = PageLabel.of(document, replica.local(), last).label();
        }
        int tentative = replica.tentative().size();
        UserRows.DocumentRow row =
                new UserRows.DocumentRow(replica.head(), tentative, newest, validated);
        writes.addAll(shared.index.moved(document, row));
        turn.in(lane).add(new Effect.Persist(writes));
    }
}
