package org.p2pltr.wiki.markdown;

/** A heading of a page: its level from 1 to 6, its words and its anchor. */
public record Section(int level, String words, String anchor) {}
