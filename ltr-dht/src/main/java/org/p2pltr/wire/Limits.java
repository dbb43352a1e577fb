package org.p2pltr.wire;

import java.nio.charset.StandardCharsets;
import org.p2pltr.id.Bytes;

/** Checks of values that come from outside; each throws IllegalArgumentException. */
final class Limits {
    private Limits() {}

    static void require(boolean holds, String rule) {
        if (!holds) throw new IllegalArgumentException(rule);
    }

    static void length(String what, Bytes bytes, int length) {
        require(
                bytes.length() == length,
                what + " has " + length + " bytes, not " + bytes.length());
    }

    /** One line of text for people: limited, and nothing that could forge a log line. */
    static void text(String what, String text, int maxBytes) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        require(bytes <= maxBytes, what + " has at most " + maxBytes + " bytes, not " + bytes);
        require(
                text.codePoints().noneMatch(Character::isISOControl),
                what + " has no control characters");
    }
}
