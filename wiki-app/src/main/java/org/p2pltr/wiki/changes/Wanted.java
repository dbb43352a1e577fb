package org.p2pltr.wiki.changes;

import org.jspecify.annotations.Nullable;
import org.p2pltr.wiki.peer.ChangeFilter;
import org.p2pltr.wiki.peer.WikiPeer;

/**
 * Which changes somebody asks for, as it stands in an address; what is not there is empty.
 *
 * @param show "watched", "mine", or anything else for all
 */
record Wanted(String show, String author, String space) {
    Wanted(@Nullable String show, @Nullable String author, @Nullable String space) {
        String asked = show == null ? "" : show;
        this.show = asked.equals("watched") || asked.equals("mine") ? asked : "all";
        this.author = author == null ? "" : author.strip();
        this.space = space == null ? "" : space.strip();
    }

    ChangeFilter filter(WikiPeer peer) {
        String self = show.equals("mine") ? peer.peer().id() : "";
        return new ChangeFilter(author, self, space, show.equals("watched"));
    }
}
