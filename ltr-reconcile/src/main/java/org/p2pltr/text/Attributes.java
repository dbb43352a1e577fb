package org.p2pltr.text;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a document has beside its text: names and their values, in the order of the names' UTF-16
 * units. Source: log.md, "A log entry".
 *
 * @param values at most {@link #MAX_COUNT} names beside {@link #CONFLICTS}, of 1 to {@link
 *     #MAX_NAME_BYTES} bytes, values of at most {@link #MAX_VALUE_BYTES} bytes of UTF-8
 */
public record Attributes(SortedMap<String, String> values) {
    /** The page's shown title. */
    public static final String TITLE = "title";

    /** The page's tags, separated by commas. */
    public static final String TAGS = "tags";

    /** {@code true} for a page that was removed; absent otherwise. */
    public static final String DELETED = "deleted";

    /**
     * What {@code ConflictCodec} of the merge package writes: passages that two people changed at
     * once.
     */
    public static final String CONFLICTS = "conflicts";

    /**
     * The most attributes a document may have beside {@link #CONFLICTS}: so a merge can always say
     * what it could not decide.
     */
    public static final int MAX_COUNT = 64;

    /** The longest name, in bytes of UTF-8. */
    public static final int MAX_NAME_BYTES = 255;

    /**
     * The longest value, in bytes of UTF-8: room for 64 KiB of conflict texts and what stands
     * around them.
     */
    public static final int MAX_VALUE_BYTES = 128 * 1024;

    /** No attribute at all. */
    public static final Attributes NONE = new Attributes(new TreeMap<>());

    /** Copies, and refuses what is over a limit or holds half a surrogate pair. */
    public Attributes {
        TreeMap<String, String> copy = new TreeMap<>();
        values.forEach((name, value) -> copy.put(checkedName(name), checkedValue(name, value)));
        int counted = copy.size() - (copy.containsKey(CONFLICTS) ? 1 : 0);
        if (counted > MAX_COUNT) {
            throw new IllegalArgumentException(
                    "attributes must be at most " + MAX_COUNT + ", are " + counted);
        }
        values = Collections.unmodifiableSortedMap(copy);
    }

    /** The value of this name, if there is one. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** These attributes with this value for this name. */
    public Attributes with(String name, String value) {
        TreeMap<String, String> more = new TreeMap<>(values);
        more.put(name, value);
        return new Attributes(more);
    }

    /** These attributes without this name. */
    public Attributes without(String name) {
        TreeMap<String, String> fewer = new TreeMap<>(values);
        fewer.remove(name);
        return new Attributes(fewer);
    }

    /** True if the page was removed. */
    public boolean isDeleted() {
        return "true".equals(values.get(DELETED));
    }

    static String checkedName(String name) {
        int bytes = Text.of(name).utf8().length;
        if (bytes < 1 || bytes > MAX_NAME_BYTES) {
            throw new IllegalArgumentException(
                    "attribute name must have 1 to " + MAX_NAME_BYTES + " bytes, has " + bytes);
        }
        return name;
    }

    static String checkedValue(String name, String value) {
        int bytes = Text.of(value).utf8().length;
        if (bytes > MAX_VALUE_BYTES) {
            throw new IllegalArgumentException(
                    "attribute "
                            + name
                            + " must have at most "
                            + MAX_VALUE_BYTES
                            + " bytes, has "
                            + bytes);
        }
        return value;
    }
}
