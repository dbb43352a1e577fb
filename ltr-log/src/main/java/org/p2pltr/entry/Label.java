package org.p2pltr.entry;

import org.p2pltr.id.Bytes;

/**
 * What lists show of an entry without its body (title, author, time, comment, deleted flag): at
 * most 512 bytes, opaque to the core. Kept with the head by the master group and passed on by the
 * catalog. Source: log.md.
 */
public record Label(Bytes value) {
    /** Longest label in bytes. */
    public static final int MAX_BYTES = 512;

    public Label {
        if (value.length() > MAX_BYTES)
            throw new IllegalArgumentException(
                    "a label has at most " + MAX_BYTES + " bytes, not " + value.length());
    }
}
