package org.p2pltr.wiki.peer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What came since somebody left, in the relational database. */
@Repository
class H2Absence {
    private final JdbcClient database;

    H2Absence(JdbcClient database) {
        this.database = database;
    }

    Optional<Absent> absent() {
        return database.sql("SELECT after_seq, since FROM absence")
                .query((row, number) -> new Absent(row.getLong(1), time(row)))
                .optional();
    }

    /** Somebody leaves now, if nobody has yet; who has seen nothing ever has nothing to miss. */
    void begin(Instant now) {
        database.sql(
                        """
                        INSERT INTO absence SELECT 1, MAX(seq), ? FROM patch
                        HAVING COUNT(*) > 0 AND NOT EXISTS (SELECT 1 FROM absence)\
                        """)
                .param(OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .update();
    }

    void end() {
        database.sql("DELETE FROM absence").update();
    }

    /** Pages that others changed after a number, those changed last first. */
    List<Missed> missed(long after, String self, int limit) {
        return database.sql(
                        """
                        SELECT patch.name, MAX(page.title), MIN(patch.ts), MAX(patch.ts), COUNT(*),
                            LISTAGG(DISTINCT patch.author, ', ') WITHIN GROUP (ORDER BY patch.author)
                        FROM patch JOIN page ON page.name = patch.name
                        WHERE patch.seq > ? AND patch.author_peer <> ?
                        GROUP BY patch.name ORDER BY MAX(patch.seq) DESC LIMIT ?\
                        """)
                .params(after, self, limit)
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

    /** How many patches of others came after a number. */
    int count(long after, String self) {
        return database.sql("SELECT COUNT(*) FROM patch WHERE seq > ? AND author_peer <> ?")
                .params(after, self)
                .query(Integer.class)
                .single();
    }

    /** Pages with patches of this peer that were validated after a number, the last first. */
    List<Carried> carried(long after, String self, int limit) {
        return database.sql(
                        """
                        SELECT own.name, own.title, own.first, own.last, own.patches,
                            COALESCE((SELECT MAX(theirs.ts) FROM patch theirs WHERE theirs.name = own.name
                                AND theirs.seq > ? AND theirs.author_peer <> ? AND theirs.ts < own.first), 0)
                        FROM (SELECT mine.name AS name, MAX(page.title) AS title, MIN(mine.ts) AS first,
                                MAX(mine.ts) AS last, COUNT(*) AS patches, MAX(mine.seq) AS newest
                            FROM patch mine JOIN page ON page.name = mine.name
                            WHERE mine.seq > ? AND mine.author_peer = ? GROUP BY mine.name) own
                        ORDER BY own.newest DESC LIMIT ?\
                        """)
                .params(after, self, after, self, limit)
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

    private static Instant time(ResultSet row) throws SQLException {
        return row.getObject("since", OffsetDateTime.class).toInstant();
    }

    /** Somebody left when the patch of this number was the last one known. */
    record Absent(long afterSeq, Instant since) {}
}
