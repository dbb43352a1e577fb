package org.p2pltr.wiki.peer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.p2pltr.peer.HistoryLine;
import org.p2pltr.peer.PageView;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The index in the relational database: titles, tags, and one line for every validated patch. */
@Repository
class H2Index {
    private final JdbcClient database;

    H2Index(JdbcClient database) {
        this.database = database;
    }

    /** How far the peer's sequence of changes is in the index. */
    long position() {
        return database.sql("SELECT position FROM feed").query(Long.class).single();
    }

    /** The last timestamp of a page whose patch is in the index; 0 for none. */
    long lastPatch(String name) {
        return database.sql("SELECT COALESCE(MAX(ts), 0) FROM patch WHERE name = ?")
                .param(name)
                .query(Long.class)
                .single();
    }

    /**
     * Takes in pages as they are now and patches that are new, and moves the position: all or
     * nothing.
     */
    @Transactional
    void take(List<Indexed> pages, long position) {
        for (Indexed page : pages) {
            takePage(page.page());
            page.patches().forEach(line -> takePatch(page.page().name(), line));
        }
        database.sql("UPDATE feed SET position = ?").param(position).update();
    }

    /** Patches of all pages before a number (0: from the newest), newest first. */
    List<RecentChange> before(long seq, int limit) {
        return database.sql("SELECT * FROM patch WHERE seq < ? ORDER BY seq DESC LIMIT ?")
                .params(seq == 0 ? Long.MAX_VALUE : seq, limit)
                .query(H2Index::change)
                .list();
    }

    /** Patches of all pages after a number, oldest first. */
    List<RecentChange> after(long seq, int limit) {
        return database.sql("SELECT * FROM patch WHERE seq > ? ORDER BY seq LIMIT ?")
                .params(seq, limit)
                .query(H2Index::change)
                .list();
    }

    /** Names of the pages with a tag, in order. */
    List<String> tagged(String tag) {
        return database.sql("SELECT name FROM tag WHERE tag = ? ORDER BY name")
                .param(tag)
                .query(String.class)
                .list();
    }

    /** Names of the pages that show open conflicts, in order. */
    List<String> conflicted(int limit) {
        return database.sql("SELECT name FROM page WHERE conflicts > 0 ORDER BY name LIMIT ?")
                .param(limit)
                .query(String.class)
                .list();
    }

    /** Open conflicts over all pages. */
    int conflicts() {
        return database.sql("SELECT COALESCE(SUM(conflicts), 0) FROM page")
                .query(Integer.class)
                .single();
    }

    private void takePage(PageView page) {
        database.sql(
                        "MERGE INTO page (name, title, deleted, ts, conflicts) KEY (name) VALUES (?, ?, ?, ?, ?)")
                .params(
                        page.name(),
                        shortened(page.title(), 255),
                        page.deleted(),
                        page.ts(),
                        page.deleted() ? 0 : page.conflicts())
                .update();
        database.sql("DELETE FROM tag WHERE name = ?").param(page.name()).update();
        page.tags().stream()
                .filter(tag -> tag.length() <= 255)
                .distinct()
                .forEach(tag ->
                        database.sql("INSERT INTO tag VALUES (?, ?)")
                                .params(page.name(), tag)
                                .update());
    }

    private void takePatch(String name, HistoryLine line) {
        database.sql(
                        """
                        MERGE INTO patch (name, ts, patch_id, author, author_peer, saved_at, comment, chain_hash)
                        KEY (name, ts) VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
                        """)
                .params(
                        name,
                        line.ts(),
                        line.patchId(),
                        line.author(),
                        line.authorPeer(),
                        OffsetDateTime.ofInstant(line.time(), ZoneOffset.UTC),
                        line.comment(),
                        line.chainHash())
                .update();
    }

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static RecentChange change(ResultSet row, int number) throws SQLException {
        return new RecentChange(
                row.getLong("seq"),
                row.getString("name"),
                row.getLong("ts"),
                row.getString("patch_id"),
                row.getString("author"),
                row.getString("author_peer"),
                row.getObject("saved_at", OffsetDateTime.class).toInstant(),
                row.getString("comment"),
                row.getString("chain_hash"));
    }

    /** A page and those of its patches that the index does not have yet. */
    record Indexed(PageView page, List<HistoryLine> patches) {
        Indexed {
            patches = List.copyOf(patches);
        }
    }
}
