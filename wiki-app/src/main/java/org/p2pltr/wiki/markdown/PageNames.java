package org.p2pltr.wiki.markdown;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** Names and titles of pages as they are compared: in the peer's normal form. */
public final class PageNames {
    /** Most bytes of UTF-8 of a name or title. */
    public static final int MAX_BYTES = 255;

    private PageNames() {}

    /** Unicode NFC, trimmed, inner white space folded. */
    public static String normal(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).strip().replaceAll("\\s+", " ");
    }

    /**
     * A title in normal form.
     *
     * @throws IllegalArgumentException if it is empty, too long or has a control character in it
     */
    public static String title(String typed) {
        String title = normal(typed);
        if (title.isEmpty()) throw new IllegalArgumentException("a title is not empty");
        if (title.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES)
            throw new IllegalArgumentException(
                    "a title has at most " + MAX_BYTES + " bytes of UTF-8");
        if (title.chars().anyMatch(Character::isISOControl))
            throw new IllegalArgumentException("a title has no control character");
        return title;
    }
}
