package org.p2pltr.wiki.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class H2AbsenceTest {
    private static final Instant LEFT = Instant.parse("2026-11-21T08:00:00Z");
    private static final Instant BACK = Instant.parse("2026-11-21T18:00:00Z");
    private static final String ME = "me";

    private JdbcClient database = JdbcClient.create(new JdbcDataSource());
    private H2Absence absence = new H2Absence(database);

    @BeforeEach
    void migrate() {
        DataSource memory = memory();
        Flyway.configure().dataSource(memory).load().migrate();
        database = JdbcClient.create(memory);
        absence = new H2Absence(database);
    }

    private static DataSource memory() {
        JdbcDataSource memory = new JdbcDataSource();
        memory.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return memory;
    }

    private void patch(String page, long ts, String peer, Instant at) {
        database.sql(
                        "MERGE INTO page (name, title, deleted, ts) KEY (name) VALUES (?, ?, FALSE, ?)")
                .params(page, "Title of " + page, ts)
                .update();
        database.sql(
                        """
                        INSERT INTO patch (name, ts, patch_id, author, author_peer, saved_at, comment, chain_hash)
                        VALUES (?, ?, ?, ?, ?, ?, '', '')\
                        """)
                .params(
                        page,
                        ts,
                        page + ts,
                        "by " + peer,
                        peer,
                        OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .update();
    }

    @Test
    void whatOthersSavedBeforeOneCameBackWasMissedAndNothingElse() {
        patch("Hut", 1, "ann", LEFT.minusSeconds(60));
        absence.leave(LEFT);
        patch("Hut", 2, "ann", LEFT.plusSeconds(60));
        patch("Hut", 3, "cleo", LEFT.plusSeconds(90));
        patch("Rota", 1, "cleo", LEFT.plusSeconds(120));
        assertThat(absence.count(ME)).isEqualTo(3);
        absence.comeBack(BACK);
        patch("Hut", 4, ME, LEFT.plusSeconds(30));
        patch("Hut", 5, "ann", BACK.plusSeconds(1));
        patch("Alone", 1, ME, LEFT.plusSeconds(40));
        patch("Alone", 2, ME, BACK.plusSeconds(40));
        assertThat(absence.count(ME)).isEqualTo(3);
        assertThat(absence.missed(ME, 10))
                .containsExactly(
                        new Missed("Rota", "Title of Rota", 1, 1, 1, "by cleo"),
                        new Missed("Hut", "Title of Hut", 2, 3, 2, "by ann, by cleo"));
        assertThat(absence.carried(ME, 10))
                .containsExactly(
                        new Carried("Alone", "Title of Alone", 1, 1, 1, 0),
                        new Carried("Hut", "Title of Hut", 4, 4, 1, 3));
        assertThat(absence.since()).contains(LEFT);
        absence.end();
        assertThat(absence.count(ME)).isZero();
        assertThat(absence.since()).isEmpty();
    }

    @Test
    void whoLeavesAgainBeforeLookingMissesBoth() {
        patch("Hut", 1, "ann", LEFT.minusSeconds(60));
        absence.leave(LEFT);
        patch("Hut", 2, "ann", LEFT.plusSeconds(60));
        absence.comeBack(BACK);
        absence.leave(BACK.plus(Duration.ofHours(1)));
        patch("Hut", 3, "ann", BACK.plus(Duration.ofHours(2)));
        assertThat(absence.count(ME)).isEqualTo(2);
        assertThat(absence.since()).contains(LEFT);
    }

    @Test
    void aStartAfterANightCountsFromTheNewestPatchAndAFirstStartFromNothing() {
        absence.start(BACK);
        patch("Hut", 1, "ann", LEFT);
        assertThat(absence.count(ME)).isZero();
        absence.start(BACK);
        patch("Hut", 2, "ann", LEFT.plusSeconds(60));
        patch("Hut", 3, "ann", BACK.plusSeconds(60));
        assertThat(absence.count(ME)).isEqualTo(1);
        assertThat(absence.since()).contains(LEFT);
    }
}
