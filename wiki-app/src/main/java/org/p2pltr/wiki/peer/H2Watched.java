package org.p2pltr.wiki.peer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The watched pages in the relational database. */
@Repository
class H2Watched {
    private final JdbcClient database;

    H2Watched(JdbcClient database) {
        this.database = database;
    }

    /** True if this page is watched. */
    boolean contains(String name) {
        return database.sql("SELECT EXISTS (SELECT 1 FROM watched WHERE name = ?)")
                .param(name)
                .query(Boolean.class)
                .single();
    }

    /** Watches a page from now on, or does not. */
    void set(String name, boolean watched) {
        database.sql(
                        watched
                                ? "MERGE INTO watched (name) KEY (name) VALUES (?)"
                                : "DELETE FROM watched WHERE name = ?")
                .param(name)
                .update();
    }
}
