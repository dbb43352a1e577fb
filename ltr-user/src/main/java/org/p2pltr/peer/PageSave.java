package org.p2pltr.peer;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a person submits: the text, and the revision that the editor started from.
 *
 * @param name the page's name as typed; brought into normal form
 * @param text the whole text, at most {@link LtrPeer#MAX_TEXT_BYTES} bytes of UTF-8
 * @param set attributes that get a value
 * @param removed attributes that are removed
 * @param base the revision the editor started from, or none
 * @param comment for people, at most 500 bytes of UTF-8
 * @param author for people, at most 200 bytes of UTF-8; empty means the peer's name
 */
public record PageSave(
        String name,
        String text,
        SortedMap<String, String> set,
        SortedSet<String> removed,
        Base base,
        String comment,
        String author) {
    /** What a save started from. */
    public sealed interface Base {
        /** Nothing: a new page; on a page that is there the text is added and nothing replaced. */
        record None() implements Base {}

        /** The local view of this revision. */
        record Revision(String value) implements Base {}
    }

    public PageSave {
        set = Collections.unmodifiableSortedMap(new TreeMap<>(set));
        removed = Collections.unmodifiableSortedSet(new TreeSet<>(removed));
    }

    /** A save of this text that started from nothing. */
    public static PageSave of(String name, String text) {
        return new PageSave(name, text, new TreeMap<>(), new TreeSet<>(), new Base.None(), "", "");
    }

    /** The same, started from this revision. */
    public PageSave basedOn(String revision) {
        return new PageSave(name, text, set, removed, new Base.Revision(revision), comment, author);
    }

    /** The same with a comment. */
    public PageSave commented(String words) {
        return new PageSave(name, text, set, removed, base, words, author);
    }

    /** The same by this author. */
    public PageSave by(String person) {
        return new PageSave(name, text, set, removed, base, comment, person);
    }

    /** The same, also giving an attribute a value. */
    public PageSave setting(String attribute, String value) {
        TreeMap<String, String> more = new TreeMap<>(set);
        more.put(attribute, value);
        return new PageSave(name, text, more, removed, base, comment, author);
    }

    /** The same, also removing an attribute. */
    public PageSave removing(String attribute) {
        TreeSet<String> more = new TreeSet<>(removed);
        more.add(attribute);
        return new PageSave(name, text, set, more, base, comment, author);
    }
}
