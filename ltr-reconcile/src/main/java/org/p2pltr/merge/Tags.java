package org.p2pltr.merge;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Tags merge as a set: what either side added is there, what either side removed is not. */
final class Tags {
    private Tags() {}

    /** The merged value, theirs first, each tag once, separated by comma and blank. */
    static String merge(String base, String theirs, String mine) {
        Set<String> before = split(base);
        Set<String> mineNow = split(mine);
        Set<String> merged = split(theirs);
        merged.removeIf(tag -> before.contains(tag) && !mineNow.contains(tag));
        mineNow.stream().filter(tag -> !before.contains(tag)).forEach(merged::add);
        return String.join(", ", merged);
    }

    private static Set<String> split(String tags) {
        return Arrays.stream(tags.split(",", -1))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
