package org.p2pltr.text;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a patch does to the attributes: names that get a value, and names that are removed. Source:
 * log.md, "A log entry".
 *
 * @param set the names that get a value; limits as in {@link Attributes}
 * @param removed the names that are removed; none of them is also set. Many changes composed may
 *     remove more than one document ever has at once; what is read from bytes never does.
 */
public record AttributeChange(SortedMap<String, String> set, SortedSet<String> removed) {
    /** The change that changes nothing. */
    public static final AttributeChange NONE =
            new AttributeChange(new TreeMap<>(), new TreeSet<>());

    /** Copies, and refuses what is over a limit and a name that is both set and removed. */
    public AttributeChange {
        set = new Attributes(set).values();
        TreeSet<String> names = new TreeSet<>(removed);
        names.forEach(Attributes::checkedName);
        for (String name : names) {
            if (set.containsKey(name)) {
                throw new IllegalArgumentException(
                        "attribute " + name + " must not be both set and removed");
            }
        }
        removed = Collections.unmodifiableSortedSet(names);
    }

    /** What turns {@code before} into {@code after}. */
    public static AttributeChange between(Attributes before, Attributes after) {
        TreeMap<String, String> set = new TreeMap<>(after.values());
        set.entrySet()
                .removeIf(entry -> entry.getValue().equals(before.values().get(entry.getKey())));
        TreeSet<String> removed = new TreeSet<>(before.values().keySet());
        removed.removeAll(after.values().keySet());
        return new AttributeChange(set, removed);
    }

    /** The attributes after this change; removing a name that is not there does nothing. */
    public Attributes apply(Attributes before) {
        TreeMap<String, String> after = new TreeMap<>(before.values());
        after.keySet().removeAll(removed);
        after.putAll(set);
        return new Attributes(after);
    }

    /** The one change that does this and then {@code next}. */
    public AttributeChange compose(AttributeChange next) {
        TreeMap<String, String> bothSet = new TreeMap<>(set);
        bothSet.keySet().removeAll(next.removed);
        bothSet.putAll(next.set);
        TreeSet<String> bothRemoved = new TreeSet<>(removed);
        bothRemoved.addAll(next.removed);
        bothRemoved.removeAll(next.set.keySet());
        return new AttributeChange(bothSet, bothRemoved);
    }

    /** The change that takes this one back, where {@code before} is what it applies to. */
    public AttributeChange invert(Attributes before) {
        return between(apply(before), before);
    }

    /** This change, and {@code name} gets {@code value}. */
    public AttributeChange with(String name, String value) {
        TreeMap<String, String> one = new TreeMap<>();
        one.put(name, value);
        return compose(new AttributeChange(one, new TreeSet<>()));
    }

    /** This change, and {@code name} is removed. */
    public AttributeChange without(String name) {
        return compose(new AttributeChange(new TreeMap<>(), new TreeSet<>(List.of(name))));
    }

    /** This change without what it does to {@code name}. */
    public AttributeChange leaving(String name) {
        TreeMap<String, String> otherSet = new TreeMap<>(set);
        otherSet.remove(name);
        TreeSet<String> otherRemoved = new TreeSet<>(removed);
        otherRemoved.remove(name);
        return new AttributeChange(otherSet, otherRemoved);
    }

    /** True if this sets or removes {@code name}. */
    public boolean touches(String name) {
        return set.containsKey(name) || removed.contains(name);
    }

    /** True if nothing is set or removed. */
    public boolean isIdentity() {
        return set.isEmpty() && removed.isEmpty();
    }
}
