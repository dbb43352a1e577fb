package org.p2pltr.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryBody;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Lane;
import org.p2pltr.env.Range;
import org.p2pltr.env.ReadTag;
import org.p2pltr.env.Reply;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;
import org.p2pltr.text.DocumentState;
import org.p2pltr.text.Text;

/**
 * Where the outside's questions are checked and answered, or given to the document they are about.
 */
final class Desk {
    /** When old base texts are looked for first, and then again. */
    static final Duration SWEEP_AFTER = Duration.ofMinutes(10);

    static final Duration SWEEP_EVERY = Duration.ofHours(6);

    static final Lane LANE = new Lane("desk");
    private static final String TEXT_LIMIT =
            "a text has at most " + UserSettings.MAX_TYPED_BYTES + " bytes of UTF-8";
    private static final int ANSWER_BYTES = 4 * 1024 * 1024;
    private static final int REPLAYED_AT_ONCE = 256;
    private static final int SWEPT_AT_ONCE = 64;

    private final Shared shared;
    private final Documents documents;
    private final DraftDesk drafts = new DraftDesk();
    private Bytes sweptTo = Bytes.EMPTY;

    Desk(Shared shared, Documents documents) {
        this.shared = shared;
        this.documents = documents;
    }

    void asked(AskId id, UserRequest request, Turn turn) {
        switch (request) {
            case UserRequest.ReadPage(DocumentKey document) ->
                    step(document, new Step.View(id), turn);
            case UserRequest.ReadPageAt(DocumentKey document, Timestamp ts) ->
                    replay(fromStart(id, document, ts, new UserRead.Purpose.Show()), turn);
            case UserRequest.SavePage save -> save(id, save, turn);
            case UserRequest.MergeTyped merge -> merge(id, merge, turn);
            case UserRequest.DeletePage(DocumentKey document, String author) ->
                    step(document, new Step.Delete(id, author), turn);
            case UserRequest.DiscardPatch(DocumentKey document, var patch) ->
                    step(document, new Step.Discard(id, patch), turn);
            case UserRequest.SquashPatches(DocumentKey document, var patches) ->
                    step(document, new Step.Squash(id, patches), turn);
            case UserRequest.UndoPatch undo -> undo(id, undo, turn);
            case UserRequest.ReadHistory history -> history(id, history, turn);
            case UserRequest.ListPages list -> answer(id, pages(list), turn);
            case UserRequest.ReadChanges(long after, int limit) -> {
                Range range =
                        new Range(
                                UserRows.CHANGES,
                                UserRows.number(Math.max(0, after) + 1),
                                Bytes.EMPTY,
                                false);
                read(range, limit, new UserRead.ChangeRows(id), turn);
            }
            case UserRequest.OfDrafts about -> drafts.asked(id, about, turn);
            case UserRequest.AskStanding _ -> answer(id, standing(), turn);
            case UserRequest.AskGroup(DocumentKey document) -> {
                var cell = shared.masters.cellOf(document);
                answer(id, new UserReply.Group(cell, shared.masters.members(cell)), turn);
            }
            case UserRequest.SyncNow _, UserRequest.WorkOnline _ ->
                    throw new IllegalArgumentException("not for the desk: " + request);
        }
    }

    UserReply.Standing standing() {
        return new UserReply.Standing(
                shared.isOnline(), shared.index.pending(), shared.index.documentsHere());
    }

    private void step(DocumentKey document, Step step, Turn turn) {
        documents.with(document, turn, (here, now) -> here.step(step, now));
    }

    static void answer(AskId id, Reply reply, Turn turn) {
        turn.in(LANE).add(new Effect.Answer(id, reply));
    }

    static void read(Range range, int rows, ReadTag tag, Turn turn) {
        turn.in(LANE).add(new Effect.Read(range, rows, ANSWER_BYTES, tag));
    }

    private void save(AskId id, UserRequest.SavePage save, Turn turn) {
        String why = overLimit(save.comment(), save.author());
        if (isOverLimit(save.text())) why = TEXT_LIMIT;
        if (why.isEmpty()) step(save.document(), new Step.Save(id, save), turn);
        else answer(id, new UserReply.Refused(why), turn);
    }

    private void merge(AskId id, UserRequest.MergeTyped merge, Turn turn) {
        if (isOverLimit(merge.text())) answer(id, new UserReply.Refused(TEXT_LIMIT), turn);
        else step(merge.document(), new Step.Merge(id, merge.text(), merge.start()), turn);
    }

    private static boolean isOverLimit(Text text) {
        return text.utf8().length > UserSettings.MAX_TYPED_BYTES;
    }

    private static String overLimit(String comment, String author) {
        if (Bytes.utf8(author).length() > EntryBody.MAX_AUTHOR_NAME)
            return "an author's name has at most " + EntryBody.MAX_AUTHOR_NAME + " bytes of UTF-8";
        return Bytes.utf8(comment).length() > EntryBody.MAX_COMMENT
                ? "a comment has at most " + EntryBody.MAX_COMMENT + " bytes of UTF-8"
                : "";
    }

    /** The state before the patch is looked for first. */
    private void undo(AskId id, UserRequest.UndoPatch undo, Turn turn) {
        String why = overLimit(undo.comment(), undo.author());
        DocumentKey document = undo.document();
        long ts = undo.ts().value();
        if (!why.isEmpty()) {
            answer(id, new UserReply.Refused(why), turn);
        } else if (ts < 1 || shared.line(document).head().ts().isBefore(undo.ts())) {
            answer(id, new UserReply.NoPage(document), turn);
        } else {
            UserRead.Purpose purpose = new UserRead.Purpose.Undo(undo);
            UserRead.ReplayRows before = fromStart(id, document, new Timestamp(ts - 1), purpose);
            if (ts == 1) undo(before, undo, turn);
            else replay(before, turn);
        }
    }

    private void undo(UserRead.ReplayRows before, UserRequest.UndoPatch undo, Turn turn) {
        Step step = new Step.Undo(before.id(), undo, before.at(), before.state());
        step(undo.document(), step, turn);
    }

    private UserReply.Pages pages(UserRequest.ListPages list) {
        List<UserReply.PageLine> lines = new ArrayList<>();
        for (Map.Entry<DocumentKey, Index.Line> each : shared.index.lines().entrySet()) {
            String name = each.getKey().name();
            Index.Line line = each.getValue();
            boolean wanted =
                    name.startsWith(list.prefix())
                            && name.compareTo(list.after()) > 0
                            && (line.isHere() || line.isBehind());
            if (!wanted) continue;
            var label = line.isBehind() ? line.newestLabel() : line.label();
            lines.add(
                    new UserReply.PageLine(
                            each.getKey(),
                            line.head().ts(),
                            line.newest(),
                            line.tentative(),
                            UserRows.read(each.getKey(), label)));
            if (lines.size() == list.limit()) break;
        }
        return new UserReply.Pages(lines);
    }

    private void history(AskId id, UserRequest.ReadHistory history, Turn turn) {
        DocumentKey document = history.document();
        Timestamp last = shared.line(document).head().ts();
        Timestamp from = new Timestamp(Math.max(1, history.from().value()));
        if (last.isBefore(from)) {
            step(document, new Step.Lines(id, List.of(), history.limit()), turn);
            return;
        }
        UserRead tag = new UserRead.HistoryRows(id, document, history.limit());
        read(UserRows.history(document, from, last), history.limit(), tag, turn);
    }

    private UserRead.ReplayRows fromStart(
            AskId id, DocumentKey document, Timestamp ts, UserRead.Purpose purpose) {
        Head start = Head.start(shared.settings.network(), document);
        return new UserRead.ReplayRows(id, document, ts, start, DocumentState.EMPTY, purpose);
    }

    /** Reads the next entries towards an old timestamp. */
    private void replay(UserRead.ReplayRows from, Turn turn) {
        DocumentKey document = from.document();
        Timestamp ts = from.upTo();
        if (ts.value() < 1 || shared.line(document).head().ts().isBefore(ts)) {
            answer(from.id(), new UserReply.NoPage(document), turn);
            return;
        }
        read(UserRows.history(document, from.at().ts().next(), ts), REPLAYED_AT_ONCE, from, turn);
    }

    void found(UserRead tag, List<Row> rows, boolean more, Turn turn) {
        switch (tag) {
            case UserRead.HistoryRows(AskId id, DocumentKey document, int limit) -> {
                List<PatchEntry> entries = rows.stream().map(UserRows::entry).toList();
                // Cut short by bytes: what is tentative comes after the rest.
                if (more) answer(id, new UserReply.History(entries, List.of()), turn);
                else step(document, new Step.Lines(id, entries, limit), turn);
            }
            case UserRead.ReplayRows replay -> replayRows(replay, rows, turn);
            case UserRead.ChangeRows(AskId id) -> {
                List<UserReply.Change> lines = rows.stream().map(UserRows::change).toList();
                answer(id, new UserReply.Changes(lines), turn);
            }
            case UserRead.DraftRows(AskId id) -> DraftDesk.found(id, rows, more, turn);
            case UserRead.DraftToRemove remove -> drafts.remove(remove, rows, turn);
            case UserRead.OldBases _ -> basesFound(rows, more, turn);
            case UserRead.ReplicaRow _,
                    UserRead.TentativeRows _,
                    UserRead.OwnHistory _,
                    UserRead.BaseRow _ ->
                    throw new IllegalArgumentException("not for the desk: " + tag);
        }
    }

    private void replayRows(UserRead.ReplayRows replay, List<Row> rows, Turn turn) {
        List<PatchEntry> entries = rows.stream().map(UserRows::entry).toList();
        if (entries.isEmpty()) {
            answer(replay.id(), new UserReply.NoPage(replay.document()), turn);
            return;
        }
        turn.in(LANE)
                .add(
                        new Effect.Compute(() ->
                                new UserResult.Replayed(
                                        replay,
                                        StepTasks.replayed(replay.state(), entries),
                                        entries.getLast())));
    }

    void replayed(UserResult.Replayed result, Turn turn) {
        UserRead.ReplayRows replay = result.replay();
        DocumentKey document = replay.document();
        Head at = result.last().header().head();
        UserRead.ReplayRows reached =
                new UserRead.ReplayRows(
                        replay.id(), document, replay.upTo(), at, result.state(), replay.purpose());
        if (at.ts().isBefore(replay.upTo())) {
            replay(reached, turn);
            return;
        }
        switch (replay.purpose()) {
            case UserRead.Purpose.Show _ -> {
                var label = UserRows.read(document, result.last().header().label());
                UserReply page = new UserReply.OldPage(document, at, result.state(), label);
                answer(replay.id(), page, turn);
            }
            case UserRead.Purpose.Undo(var undo) -> undo(reached, undo, turn);
        }
    }

    /** Looks at some base texts and drops those that no editor can have open any more. */
    void sweepBases(Turn turn) {
        Range rest = new Range(UserRows.BASES, sweptTo, Bytes.EMPTY, false);
        read(rest, SWEPT_AT_ONCE, new UserRead.OldBases(), turn);
    }

    private void basesFound(List<Row> rows, boolean more, Turn turn) {
        Instant limit = turn.world().wallClock().minus(UserSettings.BASES_KEPT);
        List<Write> old = new ArrayList<>();
        for (Row row : rows)
            if (UserRows.base(row).at().isBefore(limit))
                old.add(new Write.Delete(UserRows.BASES, row.key()));
        if (!old.isEmpty()) turn.in(LANE).add(new Effect.Persist(old));
        sweptTo = more ? rows.getLast().key().plus(Bytes.of(new byte[1])) : Bytes.EMPTY;
        if (more) sweepBases(turn);
    }
}
