package org.p2pltr.ring;

import java.nio.charset.StandardCharsets;
import org.p2pltr.id.PeerContact;
import org.p2pltr.id.PeerId;

/**
 * What a peer says of itself, and what others pass on as a hint: who it is, where it listens, what
 * people call it, and which of its lives this is.
 *
 * @param name for people, at most {@link #MAX_NAME_BYTES} bytes of UTF-8, without control
 *     characters; may be empty
 * @param incarnation how often the peer was started, from 1: raised durably at each start
 */
public record Introduction(PeerContact contact, String name, long incarnation) {
    /** Longest name in bytes of UTF-8. */
    public static final int MAX_NAME_BYTES = 200;

    public Introduction {
        check(name, incarnation);
    }

    static void check(String name, long incarnation) {
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES)
            throw new IllegalArgumentException(
                    "a peer's name has at most " + MAX_NAME_BYTES + " bytes");
        // A name is printed in logs and lists: it must not begin a line of its own there.
        if (name.chars().anyMatch(Character::isISOControl))
            throw new IllegalArgumentException("a peer's name has no control characters");
        if (incarnation < 1)
            throw new IllegalArgumentException("an incarnation is 1 or more, not " + incarnation);
    }

    /** Who it is. */
    public PeerId id() {
        return contact.id();
    }
}
