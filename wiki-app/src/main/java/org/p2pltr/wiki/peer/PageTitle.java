package org.p2pltr.wiki.peer;

/** A page's name, which never changes, and the title it has now. */
public record PageTitle(String name, String title) {}
