package org.p2pltr.wiki.web;

/**
 * What the top bar of every screen shows.
 *
 * @param person whose name stands under a save that names nobody
 */
public record Site(
        String wikiName, String person, boolean online, String connection, int conflicts) {}
