package org.p2pltr.sync;

import java.time.Instant;
import org.p2pltr.entry.DocumentKey;
import org.p2pltr.env.Write;
import org.p2pltr.id.Bytes;

/** Texts that are kept though they could not be saved. */
final class Drafts {
    private Drafts() {}

    /** A save whose base is not known. */
    static UserReply.Draft draft(
            DocumentKey document, UserRequest.SavePage save, String base, Turn turn) {
        return draft(document, save.text().string(), base, save.author(), save.comment(), turn);
    }

    /** A local view that was given up; {@code why} for people. */
    static UserReply.Draft draft(DocumentKey document, String text, String why, Turn turn) {
        return draft(document, text, "", "", why, turn);
    }

    private static UserReply.Draft draft(
            DocumentKey document,
            String text,
            String base,
            String author,
            String comment,
            Turn turn) {
        Instant now = turn.world().wallClock();
        Bytes key =
                UserRows.key(document, now.toEpochMilli())
                        .plus(UserRows.number(turn.world().random().nextLong()));
        return new UserReply.Draft(key.asHex(), document, text, base, author, comment, "", "", now);
    }

    static Write write(UserReply.Draft draft) {
        return UserRows.draft(Bytes.hex(draft.id()), draft);
    }
}
