package org.p2pltr.wiki.web;

/**
 * What the top bar of every screen shows.
 *
 * @param pending saves of this peer that wait
 * @param missed saves of others that came while somebody was away
 * @param person whose name stands under a save that names nobody
 */
public record Site(
        String wikiName,
        String person,
        boolean online,
        String connection,
        int conflicts,
        int pending,
        int missed) {
    /** From so many saves on a branch is long: it is looked at before it is published. */
    static final int LONG_BRANCH = 5;

    /** True if coming back would publish more than somebody has in mind. */
    public boolean looksFirst() {
        return !online && pending >= LONG_BRANCH;
    }
}
