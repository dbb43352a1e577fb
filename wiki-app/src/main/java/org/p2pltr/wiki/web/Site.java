package org.p2pltr.wiki.web;

/** What the top bar of every screen shows. */
public record Site(String wikiName, boolean online, String connection, int conflicts) {}
