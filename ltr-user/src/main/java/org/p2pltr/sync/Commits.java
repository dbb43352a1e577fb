package org.p2pltr.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.Label;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.PatchId;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.Hash;
import org.p2pltr.replica.PageLabel;
import org.p2pltr.replica.Replica;
import org.p2pltr.replica.Revision;
import org.p2pltr.replica.TentativePatch;
import org.p2pltr.text.Text;

/**
 * One document's replica as it is on disk: what a step's result writes, answers and reports. One
 * batch for each step.
 */
final class Commits {
    private final DocumentKey document;
    private final Lane lane;
    private final Shared shared;
    // Base texts written since the replica was loaded, and when.
    private final TreeMap<Bytes, Instant> bases = new TreeMap<>();
    private StoredReplica stored;

    Commits(StoredReplica stored, Lane lane, Shared shared) {
        this.document = stored.replica().document();
        this.lane = lane;
        this.shared = shared;
        this.stored = stored;
    }

    StoredReplica stored() {
        return stored;
    }

    /**
     * The first so many patches of the queue are about to be sent to a master: from now on they may
     * be validated, and a restart must know it. No step is at work meanwhile.
     */
    void sending(int patches, Turn turn) {
        stored = new StoredReplica(stored.replica().sending(patches), stored.firstNumber());
        if (shared.line(document).sent() < patches)
            turn.in(lane).add(Effect.Persist.of(shared.index.sending(document, tentative())));
    }

    /** Answers with the local view, from which an editor may start. */
    void handOut(AskId asker, Turn turn, Currency currency) {
        handOut(asker, page(currency), turn);
    }

    private void handOut(AskId asker, UserReply withTheView, Turn turn) {
        List<Write> writes = new ArrayList<>();
        addBase(writes, turn);
        if (!writes.isEmpty()) turn.in(lane).add(new Effect.Persist(writes));
        turn.in(lane).add(new Effect.Answer(asker, withTheView));
    }

    /** The editor goes on from the local view that it was merged with. */
    private void merged(UserResult.Merged merged, Turn turn, Currency currency) {
        var reply = new UserReply.Merged(page(currency), merged.text(), merged.conflicts());
        handOut(merged.asker(), reply, turn);
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

    /** The step at work was computed: it is written, answered and reported. */
    void computed(UserResult.OfDocument result, Turn turn, Currency currency) {
        switch (result) {
            case UserResult.Saved(_, var asker, var step, var patch) -> {
                keep(step, patch, turn);
                UserReply.Saved saved = new UserReply.Saved(page(standing(currency)), patch);
                turn.in(lane).add(new Effect.Answer(asker, saved));
            }
            case UserResult.Merged merged -> merged(merged, turn, currency);
            case UserResult.Squashed squashed -> squashed(squashed, turn, currency);
            case UserResult.Undone(_, var asker, var step, var patch, int conflicts) -> {
                keep(step, patch, turn);
                var undone = new UserReply.Undone(page(standing(currency)), patch, conflicts);
                turn.in(lane).add(new Effect.Answer(asker, undone));
            }
            case UserResult.Refused(_, var asker, var why) ->
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

    private void keep(StoredReplica.Step step, PatchId patch, Turn turn) {
        commit(step, List.of(), true, turn);
        turn.in(lane).report(new UserEvent.Saved(document, patch, ts(), tentative()));
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

    private void squashed(UserResult.Squashed squashed, Turn turn, Currency currency) {
        commit(squashed.step(), List.of(), true, turn);
        PatchId as = squashed.as();
        turn.in(lane)
                .report(
                        new UserEvent.Squashed(
                                document, squashed.patches(), as, ts(), tentative()));
        turn.in(lane)
                .add(new Effect.Answer(squashed.asker(), new UserReply.Saved(page(currency), as)));
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
                new UserRows.DocumentRow(
                        replica.head(), tentative, newest, validated, marked(replica));
        writes.addAll(shared.index.moved(document, row));
        turn.in(lane).add(new Effect.Persist(writes));
    }

    /**
     * How many of the queue a restart must take for sent. What will be published at once is marked
     * with the save, or each publish would have to wait for the disk once more.
     */
    private int marked(Replica replica) {
        boolean isNext =
                shared.isOnline()
                        && shared.masters.master(shared.masters.cellOf(document)).isPresent();
        return isNext ? replica.tentative().size() : replica.sent();
    }
}
