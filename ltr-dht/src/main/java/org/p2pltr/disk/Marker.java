package org.p2pltr.disk;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.p2pltr.id.Bytes;
import org.p2pltr.id.StoreId;

/**
 * The small text file that makes a directory a data directory: format version, store id, and how
 * many starts {@code core} must remember at least.
 */
record Marker(StoreId store, long starts) {
    static final String FILE = "ltr-data";
    static final int MAX_BYTES = 1024;
    private static final String TITLE = "ltr-data-directory";
    private static final String VERSION = "version=1";
    private static final String STORE = "store=";
    private static final String STARTS = "starts=";

    Marker {
        if (starts < 0) throw new IllegalArgumentException("starts must be 0 or more: " + starts);
    }

    byte[] toBytes() {
        return String.join("\n", TITLE, VERSION, STORE + store.value().asHex(), STARTS + starts, "")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Throws IllegalArgumentException that says what is wrong. */
    static Marker parse(byte[] bytes) {
        List<String> lines = new String(bytes, StandardCharsets.US_ASCII).lines().toList();
        if (lines.size() != 4
                || !lines.get(0).equals(TITLE)
                || !lines.get(2).startsWith(STORE)
                || !lines.get(3).startsWith(STARTS))
            throw new IllegalArgumentException("it is not what a peer writes");
        if (!lines.get(1).equals(VERSION))
            throw new IllegalArgumentException(
                    "this program knows " + VERSION + ", the directory has " + lines.get(1));
        return new Marker(
                new StoreId(Bytes.hex(lines.get(2).substring(STORE.length()))),
                Long.parseLong(lines.get(3).substring(STARTS.length())));
    }
}
