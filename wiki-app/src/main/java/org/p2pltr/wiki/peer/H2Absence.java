package org.p2pltr.wiki.peer;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What came since somebody left, in the relational database: patches that were not known then and
 * were saved before they came back, by their authors' clocks.
 */
@Repository
class H2Absence {
    private static final String MISSED =
            """
            FROM absence JOIN patch ON patch.seq > absence.after_seq
                AND (absence.back IS NULL OR patch.saved_at <= absence.back)
            LEFT JOIN page ON page.name = patch.name\
            """;

    private final JdbcClient database;

    H2Absence(JdbcClient database) {
        this.database = database;
    }

    /** Since when somebody is away. */
    Optional<Instant> since() {
        return database.sql("SELECT since FROM absence")
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    /**
     * Somebody leaves, or leaves again before they have seen what came; who has nothing here yet
     * has nothing to miss.
     */
    void leave(Instant now) {
        database.sql("UPDATE absence SET back = NULL").update();
        begin(now);
    }

    /** Somebody comes back. */
    void comeBack(Instant now) {
        database.sql("UPDATE absence SET back = ? WHERE back IS NULL").param(at(now)).update();
    }

    /** This peer was not running: somebody was away since its newest patch, as far as is known. */
    void start(Instant now) {
        Optional<Instant> newest =
                database.sql("SELECT saved_at FROM patch ORDER BY seq DESC LIMIT 1")
                        .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                        .optional();
        newest.ifPresent(this::begin);
        database.sql("UPDATE absence SET back = ?").param(at(now)).update();
    }

    private void begin(Instant since) {
        database.sql(
                        """
                        INSERT INTO absence (id, after_seq, since) SELECT 1, MAX(seq), ? FROM patch
                        HAVING COUNT(*) > 0 AND NOT EXISTS (SELECT 1 FROM absence)\
                        """)
                .param(at(since))
                .update();
    }

    void end() {
        database.sql("DELETE FROM absence").update();
    }

    /** How many patches of others came. */
    int count(String self) {
        return database.sql("SELECT COUNT(*) " + MISSED + " WHERE patch.author_peer <> ?")
                .param(self)
                .query(Integer.class)
                .single();
    }

    /** Pages that others changed, those changed last first. */
    List<Missed> missed(String self, int limit) {
        return database.sql(
                        """
                        SELECT patch.name, COALESCE(MAX(page.title), patch.name), MIN(patch.ts),
                            MAX(patch.ts), COUNT(*),
                            LISTAGG(DISTINCT patch.author, ', ') WITHIN GROUP (ORDER BY patch.author)
                        """
                                + MISSED
                                + """
                                 WHERE patch.author_peer <> ?
                                GROUP BY patch.name ORDER BY MAX(patch.seq) DESC LIMIT ?\
                                """)
                .params(self, limit)
                .query((row, number) ->
                        new Missed(
                                row.getString(1),
                                row.getString(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getInt(5),
                                row.getString(6)))
                .list();
    }

    /** Pages with saves of this peer that got their timestamps, the last first. */
    List<Carried> carried(String self, int limit) {
        return database.sql(
                        """
                        SELECT own.name, own.title, own.first, own.last, own.patches,
                            COALESCE((SELECT MAX(theirs.ts) FROM patch theirs WHERE theirs.name = own.name
                                AND theirs.seq > own.since AND theirs.author_peer <> ? AND theirs.ts < own.first), 0)
                        FROM (SELECT patch.name AS name, COALESCE(MAX(page.title), patch.name) AS title,
                                MIN(patch.ts) AS first, MAX(patch.ts) AS last, COUNT(*) AS patches,
                                MAX(patch.seq) AS newest, MAX(absence.after_seq) AS since
                        """
                                + MISSED
                                + """
                                 WHERE patch.author_peer = ? GROUP BY patch.name) own
                                ORDER BY own.newest DESC LIMIT ?\
                                """)
                .params(self, self, limit)
                .query((row, number) ->
                        new Carried(
                                row.getString(1),
                                row.getString(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getInt(5),
                                row.getLong(6)))
                .list();
    }

    private static OffsetDateTime at(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
