package org.p2pltr.wiki.peer;

/**
 * What became of this peer's saves of a page while somebody was away.
 *
 * @param firstTs the first timestamp that they got
 * @param lastTs the last one
 * @param patches how many
 * @param onto the timestamp of somebody else that they were carried onto; 0 if nobody had touched
 *     the page
 */
public record Carried(
        String name, String title, long firstTs, long lastTs, int patches, long onto) {}
