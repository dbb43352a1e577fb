package org.p2pltr.peer;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A page's local view: validated text with this peer's tentative patches. Source: wiki.md, "REST
 * API".
 *
 * @param name the page's name, in normal form
 * @param text the local view's text
 * @param attributes title, tags, deleted, conflicts …; names as in {@code
 *     org.p2pltr.text.Attributes}
 * @param revision opaque name of this local view; what an editor sends back as its base
 * @param ts last validated timestamp here, 0 before the first
 * @param chainHash H(ts) in hexadecimal digits
 * @param tentative how many of this peer's saves wait for their timestamps
 * @param conflicts how many open conflicts the page shows
 * @param updatedAt time of the newest patch, validated or tentative, by its author's clock
 * @param updatedBy name of the newest patch's author
 * @param state how this view stands to the network
 */
public record PageView(
        String name,
        String text,
        SortedMap<String, String> attributes,
        String revision,
        long ts,
        String chainHash,
        int tentative,
        int conflicts,
        Instant updatedAt,
        String updatedBy,
        PageState state) {
    public PageView {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** The shown title: the attribute, or the name. */
    public String title() {
        return attributes.getOrDefault("title", name);
    }

    /** The tags, in the order in which they are written. */
    public List<String> tags() {
        return Arrays.stream(attributes.getOrDefault("tags", "").split(","))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    /** True for a page that was removed (and may come back). */
    public boolean deleted() {
        return "true".equals(attributes.get("deleted"));
    }
}
