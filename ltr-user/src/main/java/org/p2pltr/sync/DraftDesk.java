package org.p2pltr.sync;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.env.AskId;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Range;
import org.p2pltr.env.Row;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;

/** Where drafts are kept, read and removed for the outside. Source: wiki.md, row "editor". */
final class DraftDesk {
    /** Of a comment, a name and tags that are still being typed: more than a save may have. */
    private static final int MAX_FIELD_BYTES = 4096;

    private static final String ID = "([0-9a-f]{2}){1,512}";

    /** What is to be removed when its row was read; what is kept again meanwhile stays. */
    private final TreeSet<Bytes> removing = new TreeSet<>();

    void asked(AskId id, UserRequest.OfDrafts request, Turn turn) {
        switch (request) {
            case UserRequest.StoreDraft draft -> store(id, draft, turn);
            case UserRequest.ReadDrafts(String after, int limit) -> {
                if (!after.isEmpty() && !after.matches(ID))
                    Desk.answer(id, new UserReply.Drafts(List.of(), false), turn);
                else Desk.read(after(after), limit, new UserRead.DraftRows(id), turn);
            }
            case UserRequest.ReadDraftsOf(DocumentKey document) -> {
                Bytes first = UserRows.prefix(document);
                Range all = new Range(UserRows.DRAFTS, first, first.afterPrefix(), false);
                Desk.read(all, UserRequest.MAX_LINES, new UserRead.DraftRows(id), turn);
            }
            case UserRequest.ReadDraft(String draft) -> {
                if (!draft.matches(ID))
                    Desk.answer(id, new UserReply.Drafts(List.of(), false), turn);
                else Desk.read(one(draft), 1, new UserRead.DraftRows(id), turn);
            }
            case UserRequest.RemoveDraft(String draft, Optional<Instant> keptAt) -> {
                if (!draft.matches(ID)) Desk.answer(id, new UserReply.DraftRemoved(false), turn);
                else {
                    Bytes key = Bytes.hex(draft);
                    removing.add(key);
                    Desk.read(one(draft), 1, new UserRead.DraftToRemove(id, key, keptAt), turn);
                }
            }
        }
    }

    private static Range after(String draft) {
        // The next key there can be.
        Bytes from = draft.isEmpty() ? Bytes.EMPTY : Bytes.hex(draft).plus(Bytes.of(new byte[1]));
        return new Range(UserRows.DRAFTS, from, Bytes.EMPTY, false);
    }

    private static Range one(String draft) {
        return Range.key(UserRows.DRAFTS, Bytes.hex(draft));
    }

    private void store(AskId id, UserRequest.StoreDraft store, Turn turn) {
        if (Bytes.utf8(store.text()).length() > UserSettings.MAX_TYPED_BYTES) {
            refuse(id, "a text has at most " + UserSettings.MAX_TYPED_BYTES + " bytes", turn);
            return;
        }
        if (!fields(store).allMatch(field -> Bytes.utf8(field).length() <= MAX_FIELD_BYTES)) {
            refuse(id, "a field of a draft has at most " + MAX_FIELD_BYTES + " bytes", turn);
            return;
        }
        UserReply.Draft draft =
                new UserReply.Draft(
                        UserRequest.StoreDraft.id(store.document(), store.editor()),
                        store.document(),
                        store.text(),
                        store.base(),
                        store.author(),
                        store.comment(),
                        store.tags(),
                        store.startTags(),
                        turn.world().wallClock().truncatedTo(ChronoUnit.MILLIS));
        removing.remove(Bytes.hex(draft.id()));
        turn.in(Desk.LANE).add(Effect.Persist.of(Drafts.write(draft)));
        Desk.answer(id, new UserReply.DraftStored(draft.id(), draft.keptAt()), turn);
    }

    private static Stream<String> fields(UserRequest.StoreDraft store) {
        return Stream.of(
                store.base(), store.author(), store.comment(), store.tags(), store.startTags());
    }

    private static void refuse(AskId id, String why, Turn turn) {
        Desk.answer(id, new UserReply.Refused(why + " of UTF-8"), turn);
    }

    static void found(AskId id, List<Row> rows, boolean more, Turn turn) {
        List<UserReply.Draft> drafts = rows.stream().map(UserRows::draft).toList();
        Desk.answer(id, new UserReply.Drafts(drafts, more), turn);
    }

    void remove(UserRead.DraftToRemove remove, List<Row> rows, Turn turn) {
        boolean wanted =
                removing.remove(remove.key())
                        && rows.stream()
                                .map(UserRows::draft)
                                .anyMatch(draft ->
                                        remove.keptAt().map(draft.keptAt()::equals).orElse(true));
        if (wanted)
            turn.in(Desk.LANE)
                    .add(Effect.Persist.of(new Write.Delete(UserRows.DRAFTS, remove.key())));
        Desk.answer(remove.id(), new UserReply.DraftRemoved(wanted), turn);
    }
}
