package org.p2pltr.wiki.peer;

/**
 * Which recent changes are wanted; what is empty or false leaves nothing out.
 *
 * @param author the name that stands under the change
 * @param peer the author's peer in hexadecimal digits
 * @param space what stands before the slash in a page's name
 * @param watched only watched pages
 */
public record ChangeFilter(String author, String peer, String space, boolean watched) {
    /** All changes. */
    public static final ChangeFilter ALL = new ChangeFilter("", "", "", false);
}
