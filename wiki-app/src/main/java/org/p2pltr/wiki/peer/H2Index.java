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
    /** Most links of one page that are indexed. */
    private static final int MOST_LINKS = 5_000;

    private static final String CHANGES =
            "SELECT patch.*, COALESCE(page.title, patch.name) AS title FROM patch"
                    + " LEFT JOIN page ON page.name = patch.name ";

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
            takeLinks(page);
            page.patches().forEach(line -> takePatch(page.page().name(), line));
        }
        database.sql("UPDATE feed SET position = ?").param(position).update();
    }

    /** Patches before a number (0: from the newest), newest first. */
    List<RecentChange> before(ChangeFilter filter, long seq, int limit) {
        return database.sql(
                        CHANGES
                                + """
                                WHERE seq < ? AND (? = '' OR author = ?) AND (? = '' OR author_peer = ?)
                                AND (? = '' OR patch.name LIKE ? ESCAPE '!')
                                AND (NOT ? OR patch.name IN (SELECT name FROM watched))
                                ORDER BY seq DESC LIMIT ?\
                                """)
                .params(
                        seq == 0 ? Long.MAX_VALUE : seq,
                        filter.author(),
                        filter.author(),
                        filter.peer(),
                        filter.peer(),
                        filter.space(),
                        filter.space().replaceAll("[!%_]", "!$0") + "/%",
                        filter.watched(),
                        limit)
                .query(H2Index::change)
                .list();
    }

    /** Patches of all pages after a number, oldest first. */
    List<RecentChange> after(long seq, int limit) {
        return database.sql(CHANGES + "WHERE seq > ? ORDER BY seq LIMIT ?")
                .params(seq, limit)
                .query(H2Index::change)
                .list();
    }

    /** The spaces that pages are in: what stands before the first slash of their names. */
    List<String> spaces(int limit) {
        return database.sql(
                        """
                        SELECT DISTINCT SUBSTRING(name, 1, LOCATE('/', name) - 1) AS space FROM page
                        WHERE NOT deleted AND LOCATE('/', name) > 1 ORDER BY space LIMIT ?\
                        """)
                .param(limit)
                .query(String.class)
                .list();
    }

    /** Names of the pages with a tag, in order. */
    List<String> tagged(String tag) {
        return database.sql("SELECT name FROM tag WHERE tag = ? ORDER BY name")
                .param(tag)
                .query(String.class)
                .list();
    }

    /**
     * Pages that are there whose title has these letters in it, those that begin with them first.
     */
    List<PageTitle> titles(String letters, int limit) {
        return database.sql(
                        """
                        SELECT name, title FROM page WHERE NOT deleted AND LOCATE(LOWER(?), LOWER(title)) > 0
                        ORDER BY LOCATE(LOWER(?), LOWER(title)) > 1, LENGTH(title), title, name LIMIT ?\
                        """)
                .params(letters, letters, limit)
                .query((row, number) ->
                        new PageTitle(row.getString("name"), row.getString("title")))
                .list();
    }

    /** Pages that are there with exactly this title, in order of name. */
    List<PageTitle> titled(String title) {
        return database.sql(
                        "SELECT name, title FROM page WHERE NOT deleted AND title = ? ORDER BY name")
                .param(title)
                .query(H2Index::title)
                .list();
    }

    /** True for the name or title of a page that is there. */
    boolean isKnown(String name) {
        return database.sql(
                        // Two questions, as the database looks at every row for either of two
                        // columns.
                        """
                        SELECT EXISTS (SELECT 1 FROM page WHERE name = ? AND NOT deleted)
                        OR EXISTS (SELECT 1 FROM page WHERE title = ? AND NOT deleted)\
                        """)
                .params(name, name)
                .query(Boolean.class)
                .single();
    }

    /** Pages that are there and have a link to one of two names, in order of title. */
    List<PageTitle> linking(String target, String orTarget, int limit) {
        return database.sql(
                        """
                        SELECT name, title FROM page WHERE NOT deleted
                        AND name IN (SELECT name FROM link WHERE target IN (?, ?)) ORDER BY title, name LIMIT ?\
                        """)
                .params(target, orTarget, limit)
                .query(H2Index::title)
                .list();
    }

    /** Names of the pages that show open conflicts, in order. */
    List<String> conflicted(int limit) {
        return database.sql("SELECT name FROM page WHERE conflicts > 0 ORDER BY name LIMIT ?")
                .param(limit)
                .query(String.class)
                .list();
    }

    /** Names of the pages with saves of this peer that wait, in order. */
    List<String> waiting(int limit) {
        return database.sql("SELECT name FROM page WHERE tentative > 0 ORDER BY name LIMIT ?")
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
                        "MERGE INTO page (name, title, deleted, ts, conflicts, tentative) KEY (name) VALUES (?, ?, ?, ?, ?, ?)")
                .params(
                        page.name(),
                        shortened(page.title(), 255),
                        page.deleted(),
                        page.ts(),
                        page.deleted() ? 0 : page.conflicts(),
                        page.tentative())
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

    private void takeLinks(Indexed page) {
        String name = page.page().name();
        database.sql("DELETE FROM link WHERE name = ?").param(name).update();
        page.links().stream()
                .filter(target -> target.length() <= 255)
                .distinct()
                .limit(MOST_LINKS)
                .forEach(target ->
                        database.sql("INSERT INTO link VALUES (?, ?)")
                                .params(name, target)
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

    private static PageTitle title(ResultSet row, int number) throws SQLException {
        return new PageTitle(row.getString("name"), row.getString("title"));
    }

    private static RecentChange change(ResultSet row, int number) throws SQLException {
        return new RecentChange(
                row.getLong("seq"),
                row.getString("name"),
                row.getString("title"),
                row.getLong("ts"),
                row.getString("patch_id"),
                row.getString("author"),
                row.getString("author_peer"),
                row.getObject("saved_at", OffsetDateTime.class).toInstant(),
                row.getString("comment"),
                row.getString("chain_hash"));
    }

    /** A page, those of its patches that the index does not have yet, and the names it links to. */
    record Indexed(PageView page, List<HistoryLine> patches, List<String> links) {
        Indexed {
            patches = List.copyOf(patches);
            links = List.copyOf(links);
        }
    }
}
