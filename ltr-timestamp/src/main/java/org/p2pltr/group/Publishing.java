package org.p2pltr.group;

import java.util.ArrayList;
import java.util.List;
import org.p2pltr.cell.Cell;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.entry.EntryHeader;
import org.p2pltr.entry.Head;
import org.p2pltr.entry.PatchEntry;
import org.p2pltr.entry.Timestamp;
import org.p2pltr.id.PeerId;
import org.p2pltr.master.UserMessage;

/** How a session answers the requests about one ready document. Source: master-group.md §5. */
final class Publishing {
    /** Most entries of a document that wait to be published; more: Busy. */
    static final int MAX_TAIL_ENTRIES = 256;

    /** About the most bytes of them, unless one batch alone is larger. */
    static final int MAX_TAIL_BYTES = 1024 * 1024;

    private final Session session;
    private final DocumentKey key;
    private final MasteredDocument document;

    Publishing(Session session, DocumentKey key, MasteredDocument document) {
        this.session = session;
        this.key = key;
        this.document = document;
    }

    /** Serves an author; the document is ready. */
    void serve(PublishQueue.Place place, Turn turn) {
        PeerId from = place.from();
        Head head = head();
        Timestamp expected = place.expected().ts();
        int order = session.rules().order(place.expected(), head);
        if (order < 0) {
            if (document.queue().grant(from, turn.now()))
                turn.reportNow(session.cell(), new GroupEvent.TurnGiven(session.cell(), key, from));
            say(from, new UserMessage.Behind(place.id(), key, head, tail(expected)), turn);
        } else if (order > 0) {
            session.confirm(new Waiting.Ahead(from, place.id(), key, expected), turn);
        } else if (!session.rules().isSameHistory(place.expected(), head)) {
            say(from, new UserMessage.Diverged(place.id(), key, head), turn);
        } else if (!hasRoomFor(place.entries())) {
            say(from, new UserMessage.Busy(place.id()), turn);
        } else {
            document.queue().used(from);
            List<MasteredDocument.Asker> askers = new ArrayList<>();
            askers.add(new MasteredDocument.Asker(from, place.id()));
            session.documents().write(key, document, extended(place.entries()), askers, turn);
        }
    }

    /** Answers a request that a majority has confirmed. */
    void answer(Waiting waiting, Turn turn) {
        UserMessage answer =
                switch (waiting) {
                    case Waiting.Reading(PeerId _, var id, var _, Timestamp have) ->
                            new UserMessage.Last(id, key, head(), tail(have));
                    case Waiting.Ahead(PeerId _, var id, var _, Timestamp expected) ->
                            head().ts().isBefore(expected)
                                    ? new UserMessage.Diverged(id, key, head())
                                    : new UserMessage.Busy(id);
                };
        say(waiting.from(), answer, turn);
    }

    private Register extended(List<PatchEntry> entries) {
        return switch (document.value()) {
            case MasteredDocument.Value.Chosen(Register register) ->
                    register.extended(session.ballot(), entries);
            case MasteredDocument.Value.Empty _, MasteredDocument.Value.Unknown _ ->
                    new Register(session.ballot(), entries.getLast().header(), entries);
        };
    }

    private boolean hasRoomFor(List<PatchEntry> entries) {
        if (!(document.value() instanceof MasteredDocument.Value.Chosen(Register register))
                || register.unpublished().isEmpty()) return true;
        int bytes = entries.stream().mapToInt(PatchEntry::size).sum();
        return register.unpublished().size() + entries.size() <= MAX_TAIL_ENTRIES
                && register.bodyBytes() + bytes <= MAX_TAIL_BYTES;
    }

    private Head head() {
        return switch (document.value()) {
            case MasteredDocument.Value.Chosen(Register register) -> register.head();
            case MasteredDocument.Value.Empty(Head head) -> head;
            case MasteredDocument.Value.Unknown _ ->
                    throw new IllegalStateException(key + " is not ready");
        };
    }

    private List<PatchEntry> tail(Timestamp after) {
        return switch (document.value()) {
            case MasteredDocument.Value.Chosen(Register register) -> register.after(after);
            case MasteredDocument.Value.Empty _, MasteredDocument.Value.Unknown _ -> List.of();
        };
    }

    private void say(PeerId to, UserMessage message, Turn turn) {
        turn.sendNow(session.cell(), to, message);
    }

    /** The report of a chosen register. */
    static GroupEvent.Chosen report(
            Cell cell,
            DocumentKey key,
            Ballot ballot,
            Register register,
            Timestamp before,
            boolean recovered) {
        List<EntryHeader> entries =
                register.after(before).stream().map(PatchEntry::header).toList();
        return new GroupEvent.Chosen(
                cell,
                ballot,
                key,
                register.head(),
                entries.isEmpty() ? List.of(register.last()) : entries,
                recovered);
    }
}
