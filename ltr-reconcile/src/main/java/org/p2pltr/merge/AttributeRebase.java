package org.p2pltr.merge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.p2pltr.text.AttributeChange;
import org.p2pltr.text.Attributes;
import org.p2pltr.text.Text;

/**
 * Puts my changes of the attributes onto theirs, name by name: what one side touched applies, the
 * same on both sides applies once, and of two different values theirs stays and mine is told in a
 * conflict.
 */
final class AttributeRebase {
    private final SortedSet<String> settled = new TreeSet<>();
    private final Map<String, Conflict> untold = new LinkedHashMap<>();
    private final List<Conflict> told = new ArrayList<>();

    /**
     * @param mine my changes composed
     */
    AttributeRebase(Attributes base, AttributeChange theirs, AttributeChange mine) {
        Attributes theirValues = theirs.apply(base);
        Attributes myValues = mine.apply(base);
        for (String name : touched(theirs)) {
            // Conflicts are gathered, not chosen between: see ConflictNotes.
            if (!mine.touches(name) || name.equals(Attributes.CONFLICTS)) continue;
            settled.add(name);
            String theirValue = theirValues.get(name).orElse("");
            String myValue = myValues.get(name).orElse("");
            if (!Objects.equals(theirValue, myValue)) {
                Text before = Text.of(base.get(name).orElse(""));
                untold.put(
                        name,
                        new Conflict.InAttribute(
                                name, before, Text.of(theirValue), Text.of(myValue)));
            }
        }
    }

    /** My next change without the names that are settled. */
    AttributeChange next(AttributeChange change) {
        AttributeChange rest = change;
        for (String name : settled) rest = rest.leaving(name);
        return rest;
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

    private static SortedSet<String> touched(AttributeChange change) {
        SortedSet<String> names = new TreeSet<>(change.set().keySet());
        names.addAll(change.removed());
        return names;
    }
}
