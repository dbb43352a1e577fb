package org.p2pltr.wiki.peer;

/**
 * What others did to a page while somebody was away.
 *
 * @param firstTs the first timestamp that is not this peer's
 * @param lastTs the last one
 * @param patches how many of others
 * @param authors their names, with commas between
 */
public record Missed(
        String name, String title, long firstTs, long lastTs, int patches, String authors) {}
