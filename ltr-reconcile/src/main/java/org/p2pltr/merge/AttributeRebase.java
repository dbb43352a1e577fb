package org.p2pltr.merge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.Text;

/**
 * Puts my changes of the attributes onto theirs, name by name: what one side touched applies, the
 * same on both sides applies once, tags merge as a set, and of two different values theirs stays
 * and mine is told in a conflict. So is a name that only I add where their names and mine together
 * are more than a document may have.
 */
final class AttributeRebase {
    private final String baseTags;
    private final String theirTags;
    private final boolean tagsOnBothSides;
    private final SortedSet<String> settled = new TreeSet<>();
    private final Map<String, Conflict> untold = new LinkedHashMap<>();
    private final List<Conflict> told = new ArrayList<>();

    /** With my changes composed. */
    AttributeRebase(Attributes base, AttributeChange theirs, AttributeChange mine) {
        Attributes theirValues = theirs.apply(base);
        Attributes myValues = mine.apply(base);
        this.baseTags = value(base, Attributes.TAGS);
        this.theirTags = value(theirValues, Attributes.TAGS);
        this.tagsOnBothSides = theirs.touches(Attributes.TAGS) && mine.touches(Attributes.TAGS);
        for (String name : touched(theirs)) {
            if (!mine.touches(name) || isGathered(name)) continue;
            settle(name, base, theirValues, myValues);
        }
        for (String name : withoutRoom(theirs, theirValues, mine)) {
            settle(name, base, theirValues, myValues);
        }
    }

    /**
     * Theirs stays, and mine is told if it is another; but who brings the page back wins over who
     * removes it.
     */
    private void settle(String name, Attributes base, Attributes theirValues, Attributes myValues) {
        boolean broughtBack =
                name.equals(Attributes.DELETED) && theirValues.isDeleted() && !myValues.isDeleted();
        if (!broughtBack) settled.add(name);
        if (value(theirValues, name).equals(value(myValues, name))) return;
        untold.put(
                name,
                new Conflict.InAttribute(
                        name,
                        Text.of(value(base, name)),
                        Text.of(value(theirValues, name)),
                        Text.of(value(myValues, name))));
    }

    /** The last of the names that only I add, if a document cannot have all of theirs and mine. */
    private static List<String> withoutRoom(
            AttributeChange theirs, Attributes theirValues, AttributeChange mine) {
        if (theirs.isIdentity()) return List.of();
        SortedSet<String> added = touched(mine);
        added.removeAll(theirValues.values().keySet());
        added.remove(Attributes.CONFLICTS);
        int theirCount = theirValues.without(Attributes.CONFLICTS).values().size();
        int room = Attributes.MAX_COUNT - theirCount;
        return added.stream().skip(room).toList();
    }

    /** My next change without the names that are settled, and with the tags of both. */
    AttributeChange next(AttributeChange change) {
        AttributeChange rest = change;
        for (String name : settled) rest = rest.leaving(name);
        if (!tagsOnBothSides || !rest.touches(Attributes.TAGS)) return rest;
        String myTags = rest.set().getOrDefault(Attributes.TAGS, "");
        String merged = Tags.merge(baseTags, theirTags, myTags);
        // Two lists that fit may not fit together; theirs is what everybody has already.
        if (Text.of(merged).utf8().length > Attributes.MAX_VALUE_BYTES)
            return rest.leaving(Attributes.TAGS);
        return merged.isEmpty()
                ? rest.without(Attributes.TAGS)
                : rest.with(Attributes.TAGS, merged);
    }

    /** Conflicts that this change of mine is the first to touch. */
    List<Conflict> conflictsOf(AttributeChange change) {
        List<Conflict> found = new ArrayList<>();
        for (String name : touched(change)) {
            Conflict conflict = untold.remove(name);
            if (conflict != null) found.add(conflict);
        }
        told.addAll(found);
        return found;
    }

    /** All conflicts so far. */
    List<Conflict> conflicts() {
        return told;
    }

    /** Tags are merged, noted conflicts are gathered: there is nothing to choose between. */
    private static boolean isGathered(String name) {
        return name.equals(Attributes.TAGS) || name.equals(Attributes.CONFLICTS);
    }

    private static String value(Attributes attributes, String name) {
        return attributes.get(name).orElse("");
    }

    private static SortedSet<String> touched(AttributeChange change) {
        SortedSet<String> names = new TreeSet<>(change.set().keySet());
        names.addAll(change.removed());
        return names;
    }
}
