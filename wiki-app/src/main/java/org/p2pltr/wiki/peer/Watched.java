package org.p2pltr.wiki.peer;

import org.springframework.stereotype.Service;

/** The pages that somebody at this peer watches, by their names. Source: wiki.md, row "find". */
@Service
public class Watched {
    private final H2Watched database;

    Watched(H2Watched database) {
        this.database = database;
    }

    /** True if this page is watched. */
    public boolean contains(String name) {
        return database.contains(name);
    }

    /** Watches a page from now on, or does not. */
    public void set(String name, boolean watched) {
        database.set(name, watched);
    }
}
